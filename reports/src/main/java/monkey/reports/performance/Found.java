package monkey.reports.performance;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was found of one effect, in numbers of the design.
 *
 * @param column the stacks inside
 * @param log of the ratio
 * @param halfWidth of its 95 % interval
 * @param p adjusted
 * @param interaction p-value of two packages doing more together than each by itself; empty where that is not known
 * @param rivals terms that fit nearly as well
 */
record Found(
        Term term,
        BitSet column,
        double log,
        double halfWidth,
        double p,
        OptionalDouble interaction,
        List<Term> rivals) {}
