package monkey.dataset.measure;

import java.util.List;

/**
 * What an item of a measuring inspection measured.
 *
 * @param position of the item within its inspection, from 0
 * @param session of rounds in which it took part: 0 for the stacks that were chosen, from 1 on for what was measured besides
 * @param round of the session, which environments were built anew for, from 0
 * @param scriptSha256 64 hex digits
 * @param hardware the processor in words; numbers of different hardware are not comparable
 * @param parameters what the script says it was set to, JSON with sorted keys
 * @param conditions governor, load and the like, JSON
 */
public record MeasuredItem(
        int position,
        int session,
        int round,
        String scriptSha256,
        String hardware,
        String parameters,
        String conditions,
        List<Measurement> measurements) {
    public MeasuredItem {
        measurements = List.copyOf(measurements);
    }
}
