package monkey.jobs.experiment;

import java.util.Map;
import java.util.Optional;

/**
 * How a kind of value is written: read with its mistakes named, written again in the one canonical way, and described to
 * editors.
 *
 * @param <T> what the value means
 */
interface Form<T> {
    /** The meaning of what was written; empty, with at least one error among the problems, where it has none. */
    Optional<T> read(Value written, Reader reader);

    /** Text, number, boolean, list or mapping; equal exactly for values that mean the same. */
    Object canonical(T value);

    /** A JSON schema (draft 2020-12) of what may be written. */
    Map<String, Object> schema();
}
