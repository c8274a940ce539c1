package monkey.dataset.run;

import java.math.BigInteger;

/**
 * What was possible in an environment when a run began, before anything was learnt for it.
 *
 * @param complete nothing had to be learnt: what the run found possible was possible then
 * @param stackCount where something had to be: how many stacks were possible without it; null where nobody could say
 */
public record AtStart(boolean complete, BigInteger stackCount) {

    /** Nothing had to be learnt. */
    public static final AtStart KNOWN = new AtStart(true, null);
}
