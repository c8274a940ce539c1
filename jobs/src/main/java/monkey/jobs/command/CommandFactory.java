package monkey.jobs.command;

import picocli.CommandLine;

/** Makes commands; those that speak are given the terminal. */
record CommandFactory(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) {
        try {
            return type.cast(type.getDeclaredConstructor(Terminal.class).newInstance(terminal));
        } catch (NoSuchMethodException e) {
            return make(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static <K> K make(Class<K> type) {
        try {
            return CommandLine.defaultFactory().create(type);
        } catch (Exception e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
