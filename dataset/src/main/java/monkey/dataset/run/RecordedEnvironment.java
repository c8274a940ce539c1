package monkey.dataset.run;

/**
 * A runtime environment as runs refer to it.
 *
 * @param digest of the document
 * @param name {@code python-3.11.7-linux-x86_64}
 * @param pythonVersion full version of the interpreter
 * @param document JSON: marker values, ordered tags, operating system
 */
public record RecordedEnvironment(int id, String digest, String name, String pythonVersion, String document) {}
