package monkey.amun.local;

import monkey.amun.Backend;
import monkey.amun.Capabilities;
import monkey.amun.InspectionSpecification;
import monkey.amun.Submission;
import monkey.amun.interpreters.Interpreters;

/** Runs inspections on this machine, a fixed number at a time. */
public final class LocalBackend implements Backend {
    private LocalBackend() {}

    /**
     * Probes the machine, clears away what a killed predecessor left, and stands ready.
     *
     * @throws java.io.UncheckedIOException when home can't be used or uv can't be had
     */
    public static LocalBackend open(LocalSettings settings, Interpreters interpreters) {
        throw new UnsupportedOperationException("the local backend lands within the hour");
    }

    @Override
    public Submission submit(InspectionSpecification specification) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Capabilities capabilities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
