package monkey.jobs.command;

import picocli.CommandLine;

/** Makes commands; those that speak are given the terminal. */
record CommandFactory(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.cast(type.getDeclaredConstructor(Terminal.class).newInstance(terminal));
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
