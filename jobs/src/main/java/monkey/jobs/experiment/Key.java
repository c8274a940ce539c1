package monkey.jobs.experiment;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the experiment file, and all there is to know about it: reading, the option on the command line, the
 * documentation, the canonical form and the JSON schema follow from this.
 *
 * @param path {@code name}, or {@code strategy.limit} for a key within a mapping
 * @param form how its value is written
 * @param preset the value where the key is absent; null where there is none
 * @param presetText the same for a reader
 * @param option its twin on the command line
 * @param help a phrase without a full stop
 * @param value its value in an experiment, null where there is none; empty for keys that only lead to other keys' values
 */
record Key<T>(
        String path,
        Form<T> form,
        T preset,
        String presetText,
        CommandLineTwin option,
        String help,
        Optional<Function<Experiment, T>> value) {

    /** The key above the dot, or the key itself. */
    String section() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** The canonical form of this key's value, null where it has none. */
    Object canonical(Experiment experiment) {
        T there = value.map(of -> of.apply(experiment)).orElse(null);
        return there == null ? null : form.canonical(there);
    }
}
