package monkey.jobs.services;

/**
 * What of a home's services runs.
 *
 * @param url the database, for JDBC, with user and password; null when it does not run
 * @param pid its process; 0 when it does not run
 * @param kept it stays until {@code services stop}
 * @param commands how many commands use it now
 */
public record ServicesStatus(String url, long pid, boolean kept, int commands) {
    public boolean running() {
        return url != null;
    }

    /** {@code {"postgres": {"url": …, "pid": …, "kept": …, "commands": …}}}, or null in place of the inner object. */
    public String json() {
        return running()
                ? "{\"postgres\": {\"url\": \"%s\", \"pid\": %d, \"kept\": %b, \"commands\": %d}}"
                        .formatted(url, pid, kept, commands)
                : "{\"postgres\": null}";
    }

    /** One line for a terminal, without the password. */
    public String text() {
        if (!running()) {
            return "postgres  not running";
        }
        return "postgres  running  %s  process %d, used by %d command%s, %s"
                .formatted(
                        url.substring(0, url.indexOf('?')),
                        pid,
                        commands,
                        commands == 1 ? "" : "s",
                        kept ? "stays until `services stop`" : "stops with the last of them");
    }
}
