package monkey.dataset.environment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import monkey.dataset.python.CompatibleTags;
import monkey.dataset.python.MarkerEnvironment;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.Version;

/**
 * All that an environment decides about packages: which versions its interpreter admits, which wheels run, which markers
 * hold.
 *
 * @param implementation of Python, as {@code cpython}
 * @param python its full version, as {@code 3.11.7}
 * @param system name of the operating system, as {@code debian}
 * @param systemVersion version of it, as {@code 12}; may be empty
 * @param machine the processor's architecture as the system has it, as {@code x86_64}
 * @param libc name and version of the C library, as {@code glibc 2.36}; empty of other systems than Linux
 * @param markers the values that markers ask for
 * @param tags the wheel tags that run, best first
 */
public record RuntimeEnvironment(
        String implementation,
        Version python,
        String system,
        String systemVersion,
        String machine,
        String libc,
        MarkerEnvironment markers,
        CompatibleTags tags) {

    /**
     * The environment of an interpreter.
     *
     * @throws IllegalArgumentException if a version in the report is none
     */
    public static RuntimeEnvironment of(InterpreterReport report) {
        MarkerEnvironment markers = report.markers();
        String libc = report.libc()
                .map(name -> name + " " + report.libcVersion().orElse(""))
                .orElse("");
        return new RuntimeEnvironment(
                markers.implementationName(),
                Version.parse(markers.pythonFullVersion()),
                report.system(),
                report.systemVersion(),
                markers.platformMachine(),
                libc,
                markers,
                EnvironmentTags.of(report));
    }

    /**
     * Whether a {@code Requires-Python} holds. As installers do, asks it of the release that a pre-release interpreter is
     * of: 3.15.0rc1 is to run what wants 3.15.
     */
    public boolean satisfies(SpecifierSet requiresPython) {
        return requiresPython.contains(python.baseVersion());
    }

    /**
     * What tells this environment from others, as text: the same today and next year for the same values. Release and
     * build of the system's kernel are left out, for they change with every update of a host, and of what runs in a
     * container say nothing.
     */
    public String identity() {
        return String.join(
                "\n",
                "implementation=" + implementation + " " + markers.implementationVersion(),
                "python=" + markers.pythonFullVersion(),
                "system=" + system + " " + systemVersion,
                "platform=" + markers.osName() + " " + markers.sysPlatform() + " " + markers.platformSystem(),
                "machine=" + machine,
                "libc=" + libc,
                "tags=" + sha256(tags.tags().stream().map(Object::toString).collect(Collectors.joining(","))),
                "");
    }

    /** SHA-256 of the {@link #identity}, in hexadecimal digits. */
    public String digest() {
        return sha256(identity());
    }

    /** For a reader: {@code CPython 3.11.7 on debian 12, x86_64}. */
    public String title() {
        String release = (system + " " + systemVersion).strip();
        return markers.platformPythonImplementation() + " " + markers.pythonFullVersion() + " on " + release + ", "
                + machine;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
