package monkey.jobs.command;

import java.util.List;
import java.util.stream.Collectors;

/** Writes stacks as they come, environment by environment. */
sealed interface StackOutput {
    void begin(String environment);

    /** @param pins {@code name==version}, by name */
    void stack(List<String> pins);

    /** @param ending of this environment, in the resolver's word */
    void end(String ending);

    /** After the last environment. */
    void end();

    /** One stack a line, and nothing else. */
    record Text(Terminal terminal) implements StackOutput {
        @Override
        public void begin(String environment) {}

        @Override
        public void stack(List<String> pins) {
            terminal.answer(String.join(" ", pins));
        }

        @Override
        public void end(String ending) {}

        @Override
        public void end() {}
    }

    /** One document, with a line for each stack. */
    final class Json implements StackOutput {
        private final Terminal terminal;
        private boolean more;
        private boolean moreEnvironments;

        Json(Terminal terminal) {
            this.terminal = terminal;
            terminal.answer("{\"environments\": [");
        }

        @Override
        public void begin(String environment) {
            terminal.answer((moreEnvironments ? ", " : "") + "{\"name\": \"" + environment + "\", \"stacks\": [");
            moreEnvironments = true;
            more = false;
        }

        @Override
        public void stack(List<String> pins) {
            terminal.answer((more ? ", [" : "  [")
                    + pins.stream().map(pin -> '"' + pin + '"').collect(Collectors.joining(", ")) + "]");
            more = true;
        }

        @Override
        public void end(String ending) {
            terminal.answer("], \"ending\": \"" + ending + "\"}");
        }

        @Override
        public void end() {
            terminal.answer("]}");
        }
    }
}
