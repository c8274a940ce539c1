package monkey.jobs.inspect;

import monkey.amun.Backend;

/**
 * A place where inspections run, opened.
 *
 * @param name of the backend, as rows have it: {@code local}
 * @param window how many inspections it is given at a time
 */
public record Bench(String name, Backend backend, int window, Machine machine) implements AutoCloseable {
    @Override
    public void close() {
        backend.close();
    }
}
