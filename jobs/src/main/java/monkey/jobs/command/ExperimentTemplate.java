package monkey.jobs.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A first experiment, with each key explained and those that are rarely needed commented out. */
final class ExperimentTemplate {
    /** Of well-known packages whose module is not called as they are. */
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("attrs", "attr"),
            Map.entry("beautifulsoup4", "bs4"),
            Map.entry("djangorestframework", "rest_framework"),
            Map.entry("opencv-python", "cv2"),
            Map.entry("pillow", "PIL"),
            Map.entry("protobuf", "google.protobuf"),
            Map.entry("pycryptodome", "Crypto"),
            Map.entry("pyjwt", "jwt"),
            Map.entry("pyopenssl", "OpenSSL"),
            Map.entry("python-dateutil", "dateutil"),
            Map.entry("python-dotenv", "dotenv"),
            Map.entry("pyyaml", "yaml"),
            Map.entry("pyzmq", "zmq"),
            Map.entry("scikit-image", "skimage"),
            Map.entry("scikit-learn", "sklearn"),
            Map.entry("setuptools-scm", "setuptools_scm"));

    private static final String TEXT = """
            # What to test. `monkey run` does it, `monkey run --help` explains each key.

            # In reports and in the names of their folders.
            name: @NAME@

            # What is to be installed together. Other ways to say it:
            #   requirements: ["flask>=1.0,<2.3", werkzeug]
            #   requirements-file: requirements.txt
            #   project: {file: pyproject.toml, extras: [async], groups: [test]}
            @KEY@: @SOURCE@

            # The Pythons to test on, each explored and reported by itself. Here are: @PYTHONS@.
            environments: [{python: "@PYTHON@"}]

            # Only files uploaded before 00:00 UTC of that day, so that the run can be repeated.
            before: @DAY@

            # Which of the possible stacks to run: all | latest (what an installer would pick) | sample (at random,
            # uniformly) | cover (each possible pair of versions, or more with a higher strength, at least once).
            strategy: {name: cover, strength: 2, limit: 60, seed: 0}

            # The test: Python that ends well if the stack is good. Or: script-file: smoke.py
            script: |
            @SCRIPT@

            # What one run of the script may take, how often it runs in each stack, and what it finds there.
            # To learn what got slower: batch-size: 20, measure: true. On a cluster: base: python:3.11, hardware: {cpu_family: 6}
            # inspection: {timeout: 60s, memory: 1Gi, cpus: 1, batch-size: 1, environment: {OMP_NUM_THREADS: "1"}, files: []}

            # What all of it may take; probes are further runs that find out which versions are to blame.
            budget: {time: 30m, inspections: 500, probes: 200}

            # Pre-releases count only where a specifier names one, as for pip; true: everywhere.
            # pre-releases: false

            # Versions that have no fitting wheel: never, all, or a list of packages that may be built.
            # source-distributions: never

            # Limits on any package, required or not.
            # packages: {numpy: "<2"}

            # How much of each package's history.
            # versions: {newest: 30, one-per-minor: true}

            # Package indexes, in place of those that pip is configured with.
            # index-url: https://example.org/simple
            # extra-index-urls: []
            """;

    private ExperimentTemplate() {}

    /**
     * @param key {@code project} or {@code requirements-file}
     * @param pythons of this machine, best first; never empty
     * @param required normalized names
     */
    static String fill(
            String name, String key, String source, List<String> pythons, LocalDate day, List<String> required) {
        return TEXT.replace("@NAME@", quoted(name))
                .replace("@KEY@", key)
                .replace("@SOURCE@", quoted(source))
                .replace("@PYTHONS@", String.join(", ", pythons))
                .replace("@PYTHON@", pythons.get(0))
                .replace("@DAY@", day.toString())
                .replace(
                        "@SCRIPT@",
                        required.stream().map(ExperimentTemplate::importing).collect(Collectors.joining("\n")));
    }

    private static String importing(String required) {
        return "  import " + MODULES.getOrDefault(required, required.replace('-', '_'));
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z_./][A-Za-z0-9_./-]*") ? text : "'" + text.replace("'", "''") + "'";
    }
}
