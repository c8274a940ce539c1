package monkey.jobs.testing;

import monkey.dataset.environment.RuntimeEnvironment;
import monkey.dataset.python.CompatibleTags;
import monkey.dataset.python.GlibcPlatform;
import monkey.dataset.python.MarkerEnvironment;
import monkey.dataset.python.Version;
import monkey.dataset.python.WheelInterpreter;

/** Runtime environments that do not depend on the machine the tests run on. */
public final class Environments {

    private Environments() {}

    /** CPython 3.11.7 on Debian 12, x86-64. */
    public static RuntimeEnvironment python311() {
        MarkerEnvironment markers = new MarkerEnvironment(
                "cpython", "3.11.7", "posix", "x86_64", "CPython", "6.1.0", "Linux", "#1", "3.11.7", "3.11", "linux");
        CompatibleTags tags =
                CompatibleTags.of(WheelInterpreter.cpython(3, 11, ""), new GlibcPlatform("x86_64", 2, 36));
        return new RuntimeEnvironment(
                "cpython", Version.parse("3.11.7"), "debian", "12", "x86_64", "glibc 2.36", markers, tags);
    }
}
