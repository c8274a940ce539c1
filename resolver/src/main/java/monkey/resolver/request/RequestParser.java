package monkey.resolver.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a request from words: options may come before or after the other words, as {@code --name value} or {@code --name=value}. */
public final class RequestParser {
    private final List<String> plain = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private Request request;
    private boolean binary;

    private RequestParser() {}

    /**
     * A parsed command line.
     *
     * @param request the question
     * @param graph the GRAPH argument: a file, or "-"; null where none was given
     * @param binary whether the answer is to be in frames
     */
    public record Parsed(Request request, String graph, boolean binary) {}

    /**
     * Reads the words of a command line.
     *
     * @throws UsageException naming the word that is wrong
     */
    public static Parsed parse(List<String> words) throws UsageException {
        return new RequestParser().read(words);
    }

    private Parsed read(List<String> words) throws UsageException {
        request = Request.count();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                plain.add(word);
                continue;
            }
            if (word.equals("--binary")) {
                binary = true;
                continue;
            }
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (!isOption(option)) {
                throw new UsageException("there is no option " + option + "; --help lists them");
            }
            if (equals < 0 && i + 1 == words.size()) {
                throw new UsageException(option + " needs a value");
            }
            set(option, equals < 0 ? words.get(++i) : word.substring(equals + 1));
        }
        if (plain.isEmpty()) {
            throw new UsageException("a command is needed: count, stacks, describe or explain");
        }
        if (plain.size() > 2) {
            throw new UsageException("'" + plain.get(2) + "' is one word too many: one command and one graph");
        }
        Command command = null;
        for (Command candidate : Command.values()) {
            if (candidate.word().equals(plain.get(0))) {
                command = candidate;
            }
        }
        if (command == null) {
            throw new UsageException(
                    "'" + plain.get(0) + "' is no command: count, stacks, describe, explain or feasible");
        }
        request = new Request(
                command,
                request.strategy(),
                request.limit(),
                request.seed(),
                request.oldestFirst(),
                request.strength(),
                request.of(),
                request.from(),
                request.distance(),
                request.required(),
                request.forbidden(),
                request.deadline());
        check();
        return new Parsed(request, plain.size() > 1 ? plain.get(1) : null, binary);
    }

    private static boolean isOption(String option) {
        switch (option) {
            case "--strategy":
            case "--limit":
            case "--seed":
            case "--order":
            case "--strength":
            case "--of":
            case "--from":
            case "--distance":
            case "--require":
            case "--forbid":
            case "--deadline":
                return true;
            default:
                return false;
        }
    }

    private void set(String option, String value) throws UsageException {
        given.add(option);
        switch (option) {
            case "--strategy":
                request = request.withStrategy(strategy(value));
                break;
            case "--limit":
                request = request.withLimit(number(option, value, 0, Long.MAX_VALUE));
                break;
            case "--seed":
                request = request.withSeed(number(option, value, Long.MIN_VALUE, Long.MAX_VALUE));
                break;
            case "--order":
                if (!value.equals("newest") && !value.equals("oldest")) {
                    throw new UsageException("--order is newest or oldest, not '" + value + "'");
                }
                request = request.withOldestFirst(value.equals("oldest"));
                break;
            case "--strength":
                request = request.withStrength((int) number(option, value, 1, Integer.MAX_VALUE));
                break;
            case "--of":
                request = request.withOf(more(request.of(), option, value));
                break;
            case "--from":
                request = request.withFrom(more(request.from(), option, value));
                break;
            case "--distance":
                request = request.withDistance((int) number(option, value, 0, Integer.MAX_VALUE));
                break;
            case "--require":
                request = request.withRequired(more(request.required(), option, value));
                break;
            case "--forbid":
                request = request.withForbidden(moreSets(request.forbidden(), value));
                break;
            default:
                request = request.withDeadline(duration(value));
        }
    }

    private void check() throws UsageException {
        boolean stacks = request.command() == Command.STACKS;
        for (String option : given) {
            boolean everywhere = option.equals("--require") || option.equals("--forbid") || option.equals("--deadline");
            if (!stacks && !everywhere) {
                throw new UsageException(option + " goes with stacks, not with "
                        + request.command().word());
            }
        }
        if (!stacks) {
            return;
        }
        if (!given.contains("--strategy")) {
            throw new UsageException("stacks needs --strategy all, latest, sample, cover, combinations or neighbours");
        }
        if (request.strategy() == Strategy.NEIGHBOURS && !given.contains("--from")) {
            throw new UsageException("neighbours needs --from ID,ID,...: the stack whose neighbours are asked for");
        }
        if (request.strategy() == Strategy.COMBINATIONS && request.of().isEmpty()) {
            throw new UsageException("combinations needs --of TYPE,TYPE,...: the types whose ids are combined");
        }
    }

    private static Strategy strategy(String value) throws UsageException {
        for (Strategy strategy : Strategy.values()) {
            if (strategy.word().equals(value)) {
                return strategy;
            }
        }
        throw new UsageException(
                "'" + value + "' is no strategy: all, latest, sample, cover, combinations or neighbours");
    }

    private static long number(String option, String value, long least, long most) throws UsageException {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new UsageException(option + " is a whole number from " + least + " to " + most + ", not '" + value + "'");
    }

    private static List<Integer> more(List<Integer> before, String option, String value) throws UsageException {
        List<Integer> numbers = new ArrayList<>(before);
        numbers.addAll(numbers(option, value, ','));
        return numbers;
    }

    private static List<int[]> moreSets(List<int[]> before, String value) throws UsageException {
        List<int[]> sets = new ArrayList<>(before);
        for (String part : parts(value, ',')) {
            sets.add(numbers("--forbid", part, '+').stream().mapToInt(id -> id).toArray());
        }
        return sets;
    }

    private static List<Integer> numbers(String option, String value, char separator) throws UsageException {
        List<Integer> numbers = new ArrayList<>();
        for (String part : parts(value, separator)) {
            numbers.add((int) number(option, part, 0, Integer.MAX_VALUE - 1));
        }
        return numbers;
    }

    private static List<String> parts(String value, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at; (at = value.indexOf(separator, from)) >= 0; from = at + 1) {
            parts.add(value.substring(from, at));
        }
        parts.add(value.substring(from));
        return parts;
    }

    private static Duration duration(String value) throws UsageException {
        String[] units = {"ms", "s", "m", "h", ""};
        long[] millis = {1, 1000, 60_000, 3_600_000, 1000};
        for (int i = 0; i < units.length; i++) {
            if (value.endsWith(units[i])) {
                String digits = value.substring(0, value.length() - units[i].length());
                if (!digits.isEmpty() && digits.length() < 10 && isNumber(digits)) {
                    return Duration.ofMillis(Long.parseLong(digits) * millis[i]);
                }
                if (i < 4) {
                    break;
                }
            }
        }
        throw new UsageException("--deadline is a time such as 500ms, 30s, 5m or 1h, not '" + value + "'");
    }

    private static boolean isNumber(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
