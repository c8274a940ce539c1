package monkey.resolver.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One question about a graph. Immutable: the {@code with} methods return a changed copy.
 *
 * @param command what is asked
 * @param strategy how stacks are chosen; of no meaning for other commands
 * @param limit at most so many stacks; -1 for no limit
 * @param seed decides every random choice and every tie
 * @param oldestFirst whether old versions go before new ones
 * @param strength size of the tuples that {@code cover} covers
 * @param of the types (as given in the graph) that {@code cover} and {@code combinations} look at; empty for all
 * @param from the stack whose {@code neighbours} are asked for
 * @param distance in how many types a neighbour may differ
 * @param required ids that a stack must have
 * @param forbidden sets of ids of which a stack must not have all
 * @param deadline how long it may take, or null for as long as it takes
 */
public record Request(
        Command command,
        Strategy strategy,
        long limit,
        long seed,
        boolean oldestFirst,
        int strength,
        List<Integer> of,
        List<Integer> from,
        int distance,
        List<Integer> required,
        List<int[]> forbidden,
        Duration deadline) {

    public static final long NO_LIMIT = -1;

    public Request {
        of = List.copyOf(of);
        from = List.copyOf(from);
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
    }

    private static Request of(Command command, Strategy strategy) {
        return new Request(
                command, strategy, NO_LIMIT, 0, false, 2, List.of(), List.of(), 1, List.of(), List.of(), null);
    }

    public static Request count() {
        return of(Command.COUNT, Strategy.ALL);
    }

    public static Request describe() {
        return of(Command.DESCRIBE, Strategy.ALL);
    }

    public static Request explain() {
        return of(Command.EXPLAIN, Strategy.ALL);
    }

    public static Request feasible() {
        return of(Command.FEASIBLE, Strategy.ALL);
    }

    public static Request stacks(Strategy strategy) {
        return of(Command.STACKS, strategy);
    }

    public Request withStrategy(Strategy newStrategy) {
        return changed(draft -> draft.strategy = newStrategy);
    }

    public Request withLimit(long newLimit) {
        return changed(draft -> draft.limit = newLimit);
    }

    public Request withSeed(long newSeed) {
        return changed(draft -> draft.seed = newSeed);
    }

    public Request withOldestFirst(boolean newOldestFirst) {
        return changed(draft -> draft.oldestFirst = newOldestFirst);
    }

    public Request withStrength(int newStrength) {
        return changed(draft -> draft.strength = newStrength);
    }

    public Request withOf(List<Integer> types) {
        return changed(draft -> draft.of = types);
    }

    public Request withFrom(List<Integer> stack) {
        return changed(draft -> draft.from = stack);
    }

    public Request withDistance(int newDistance) {
        return changed(draft -> draft.distance = newDistance);
    }

    public Request withRequired(List<Integer> ids) {
        return changed(draft -> draft.required = ids);
    }

    public Request withForbidden(List<int[]> sets) {
        return changed(draft -> draft.forbidden = sets);
    }

    public Request withDeadline(Duration newDeadline) {
        return changed(draft -> draft.deadline = newDeadline);
    }

    private Request changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request that is still being changed. */
    private static final class Draft {
        private final Command command;
        private Strategy strategy;
        private long limit;
        private long seed;
        private boolean oldestFirst;
        private int strength;
        private List<Integer> of;
        private List<Integer> from;
        private int distance;
        private List<Integer> required;
        private List<int[]> forbidden;
        private Duration deadline;

        Draft(Request request) {
            command = request.command;
            strategy = request.strategy;
            limit = request.limit;
            seed = request.seed;
            oldestFirst = request.oldestFirst;
            strength = request.strength;
            of = request.of;
            from = request.from;
            distance = request.distance;
            required = request.required;
            forbidden = request.forbidden;
            deadline = request.deadline;
        }

        Request request() {
            return new Request(
                    command,
                    strategy,
                    limit,
                    seed,
                    oldestFirst,
                    strength,
                    of,
                    from,
                    distance,
                    required,
                    forbidden,
                    deadline);
        }
    }

    /** The request as the command line has it, without the graph. {@link RequestParser} reads it back. */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add(command.word());
        if (command == Command.STACKS) {
            add(arguments, "--strategy", strategy.word());
            if (limit != NO_LIMIT) {
                add(arguments, "--limit", Long.toString(limit));
            }
            add(arguments, "--seed", Long.toString(seed));
            add(arguments, "--order", oldestFirst ? "oldest" : "newest");
            add(arguments, "--strength", Integer.toString(strength));
            add(arguments, "--distance", Integer.toString(distance));
        }
        if (!of.isEmpty()) {
            add(arguments, "--of", joined(of, ','));
        }
        if (!from.isEmpty()) {
            add(arguments, "--from", joined(from, ','));
        }
        if (!required.isEmpty()) {
            add(arguments, "--require", joined(required, ','));
        }
        if (!forbidden.isEmpty()) {
            StringBuilder sets = new StringBuilder();
            for (int[] set : forbidden) {
                for (int i = 0; i < set.length; i++) {
                    sets.append(i > 0 ? "+" : sets.length() > 0 ? "," : "").append(set[i]);
                }
            }
            add(arguments, "--forbid", sets.toString());
        }
        if (deadline != null) {
            add(arguments, "--deadline", deadline.toMillis() + "ms");
        }
        return arguments;
    }

    private static void add(List<String> arguments, String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }

    private static String joined(List<Integer> numbers, char separator) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            if (text.length() > 0) {
                text.append(separator);
            }
            text.append(number);
        }
        return text.toString();
    }
}
