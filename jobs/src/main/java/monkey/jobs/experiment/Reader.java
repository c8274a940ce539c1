package monkey.jobs.experiment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What reading a value needs besides the value: where to put mistakes, and what relative paths are relative to (the
 * experiment's directory in the file, the working directory on the command line).
 */
record Reader(Problems problems, String file, Path fileDirectory, Path workingDirectory) {
    void error(Place place, String what, String right) {
        problems.error(place, what, right);
    }

    /** The text written here, or an error that says what belongs here. */
    Optional<Value.Text> text(Value written, String right) {
        if (written instanceof Value.Text text) {
            return Optional.of(text);
        }
        error(written.place(), wrongKind(written), "Write " + right + ".");
        return Optional.empty();
    }

    Optional<Value.Sequence> sequence(Value written, String right) {
        if (written instanceof Value.Sequence sequence) {
            return Optional.of(sequence);
        }
        error(written.place(), wrongKind(written), "Write " + right + ".");
        return Optional.empty();
    }

    Optional<Value.Mapping> mapping(Value written, String right) {
        if (written instanceof Value.Mapping mapping) {
            return Optional.of(mapping);
        }
        error(written.place(), wrongKind(written), "Write " + right + ".");
        return Optional.empty();
    }

    private static String wrongKind(Value written) {
        return written instanceof Value.Nothing ? "a value is missing" : written.kind() + " cannot stand here";
    }

    /** The file that a text names. */
    Path resolve(Value.Text named) {
        boolean inFile = named.place().source().equals(file);
        return (inFile ? fileDirectory : workingDirectory).resolve(named.text());
    }
}
