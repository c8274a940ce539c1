package monkey.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One stack in one environment.
 *
 * @param id stable name of stack, environment and specification together
 * @param position order of choice within the environment, from 0
 * @param stack sorted by package
 * @param reused had ended before this run asked
 * @param failure what went wrong; also of a flaky stack and of infrastructure trouble
 */
public record Inspection(
        String id,
        String environment,
        int position,
        List<Pin> stack,
        Outcome outcome,
        boolean reused,
        OptionalDouble buildSeconds,
        Optional<Failure> failure,
        List<Item> items) {

    public Inspection {
        stack = stack.stream().sorted(Comparator.comparing(Pin::name)).toList();
        items = List.copyOf(items);
    }

    /** Wall time of all items together in seconds; 0 when nothing ran. */
    public double wallSeconds() {
        return items.stream().mapToDouble(item -> item.wallSeconds().orElse(0)).sum();
    }
}
