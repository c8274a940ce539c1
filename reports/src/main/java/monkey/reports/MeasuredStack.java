package monkey.reports;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one stack measured under circumstances that did not change meanwhile.
 *
 * @param inspection its id; of a stack that was measured again in a further session that of the first time
 * @param control whether this is the stack under its second name
 * @param session of rounds in which it took part: 0 for the stacks that the run chose, from 1 on for what was measured besides
 * @param circumstances only of equal ones are numbers compared
 */
public record MeasuredStack(
        String inspection,
        String environment,
        List<Pin> stack,
        boolean control,
        int session,
        Circumstances circumstances,
        Conditions conditions,
        List<Value> values) {

    public MeasuredStack {
        stack = List.copyOf(stack);
        values = List.copyOf(values);
    }

    /**
     * @param hardware the processor in words
     * @param parameters what the script was set to, JSON
     * @param run in whose rounds it took part
     * @param script SHA-256
     */
    public record Circumstances(String hardware, String parameters, long run, String script) {}

    /**
     * How quiet the machine was. What is not known is empty.
     *
     * @param governor of the processor's frequency
     * @param load highest of the one-minute averages before an item
     * @param steal highest share of an item's time that the processor was given to other machines
     */
    public record Conditions(String processors, String governor, OptionalDouble load, OptionalDouble steal) {}

    /**
     * One item's value of one metric: the median of its iterations.
     *
     * @param round from 0
     * @param unit as declared; empty where none was
     */
    public record Value(String metric, String unit, int round, double value) {}
}
