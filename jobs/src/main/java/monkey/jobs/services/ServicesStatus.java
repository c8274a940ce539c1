package monkey.jobs.services;

/**
 * What of a home's services runs.
 *
 * @param postgres null when it does not run
 * @param kafka null when it does not run
 * @param kept they stay until {@code services stop}
 */
public record ServicesStatus(Service postgres, Service kafka, boolean kept) {
    /**
     * One that runs.
     *
     * @param address of the database, for JDBC, with user and password; of the broker, where clients connect first
     * @param commands how many commands use it now
     */
    public record Service(String address, long pid, int commands) {}

    /** Whether any does. */
    public boolean running() {
        return postgres != null || kafka != null;
    }

    /**
     * {@code {"postgres": {"url": …, "pid": …, "kept": …, "commands": …}, "kafka": {"bootstrapServers": …, …}}}, with null in
     * place of what does not run.
     */
    public String json() {
        return "{\"postgres\": " + json("url", postgres) + ", \"kafka\": " + json("bootstrapServers", kafka) + "}";
    }

    private String json(String name, Service service) {
        return service == null
                ? "null"
                : "{\"%s\": \"%s\", \"pid\": %d, \"kept\": %b, \"commands\": %d}"
                        .formatted(name, service.address(), service.pid(), kept, service.commands());
    }

    /** A line for each on a terminal, without the password. */
    public String text() {
        return text("postgres", postgres) + "\n" + text("kafka   ", kafka);
    }

    private String text(String name, Service service) {
        return service == null
                ? name + "  not running"
                : "%s  running  %s  process %d, used by %d command%s, %s"
                        .formatted(
                                name,
                                service.address().replaceFirst("\\?.*", ""),
                                service.pid(),
                                service.commands(),
                                service.commands() == 1 ? "" : "s",
                                kept ? "stays until `services stop`" : "stops with the last of them");
    }
}
