package monkey.dataset.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import monkey.dataset.python.MarkerEnvironment;
import monkey.dataset.python.SpecifierSet;
import monkey.dataset.python.WheelTag;
import org.junit.jupiter.api.Test;

class RuntimeEnvironmentTest {

    private static InterpreterReport report(String system, String machine, String platform, int bits, String libc) {
        MarkerEnvironment markers = new MarkerEnvironment(
                "cpython", "3.12.4", "posix", machine, "CPython", "6.1.0", system, "#1 SMP", "3.12.4", "3.12", "linux");
        String version = libc.equals("glibc") ? "2.36" : "1.2";
        return new InterpreterReport(
                "/usr/bin/python3.12",
                markers,
                "",
                Optional.empty(),
                platform,
                bits,
                Optional.of(libc).filter(x -> !x.isEmpty()),
                Optional.of(version),
                "debian",
                "12.3");
    }

    private static String bestOf(InterpreterReport report) {
        return RuntimeEnvironment.of(report).tags().tags().stream()
                .map(WheelTag::platform)
                .distinct()
                .limit(3)
                .collect(Collectors.joining(" "));
    }

    @Test
    void thePlatformFollowsFromTheReportAndNotFromThisMachine() {
        assertEquals(
                "linux_x86_64 manylinux_2_36_x86_64 manylinux_2_35_x86_64",
                bestOf(report("Linux", "x86_64", "linux-x86_64", 64, "glibc")));
        assertEquals(
                "linux_i686 manylinux_2_36_i686 manylinux_2_35_i686",
                bestOf(report("Linux", "x86_64", "linux-x86_64", 32, "glibc")));
        assertEquals(
                "linux_armv8l linux_armv7l manylinux_2_36_armv8l",
                bestOf(report("Linux", "aarch64", "linux-aarch64", 32, "glibc")));
        assertEquals(
                "linux_x86_64 musllinux_1_2_x86_64 musllinux_1_1_x86_64",
                bestOf(report("Linux", "x86_64", "linux-x86_64", 64, "musl")));
        assertEquals("linux_x86_64 any", bestOf(report("Linux", "x86_64", "linux-x86_64", 64, "")));
        assertEquals("win_amd64 any", bestOf(report("Windows", "AMD64", "win-amd64", 64, "")));
        assertEquals(
                "macosx_12_0_arm64 macosx_12_0_universal2 macosx_11_0_arm64",
                bestOf(report("Darwin", "arm64", "macosx-11.0-arm64", 64, "")));
    }

    @Test
    void theDigestTellsEnvironmentsApartAndOutlivesAnUpdateOfTheKernel() {
        RuntimeEnvironment environment = RuntimeEnvironment.of(report("Linux", "x86_64", "linux-x86_64", 64, "glibc"));
        assertEquals(
                environment,
                RuntimeEnvironment.of(report("Linux", "x86_64", "linux-x86_64", 64, "glibc")),
                "same values");
        assertEquals("a0b72248", environment.digest().substring(0, 8), environment.identity());
        assertNotEquals(
                environment.digest(),
                RuntimeEnvironment.of(report("Linux", "x86_64", "linux-x86_64", 64, "musl"))
                        .digest());
        MarkerEnvironment updated = new MarkerEnvironment(
                "cpython", "3.12.4", "posix", "x86_64", "CPython", "6.2.9", "Linux", "#2", "3.12.4", "3.12", "linux");
        RuntimeEnvironment later = new RuntimeEnvironment(
                environment.implementation(),
                environment.python(),
                environment.system(),
                environment.systemVersion(),
                environment.machine(),
                environment.libc(),
                updated,
                environment.tags());
        assertEquals(environment.digest(), later.digest());
        assertEquals("CPython 3.12.4 on debian 12.3, x86_64", environment.title());
    }

    @Test
    void requiresPythonIsAskedOfTheFullVersionAndOfTheReleaseOfACandidate() {
        RuntimeEnvironment environment = RuntimeEnvironment.of(report("Linux", "x86_64", "linux-x86_64", 64, "glibc"));
        assertTrue(environment.satisfies(SpecifierSet.parse(">=3.12.4,<4")));
        assertFalse(environment.satisfies(SpecifierSet.parse("!=3.12.4")));
        assertFalse(environment.satisfies(SpecifierSet.parse("<=3.12")));
        String candidate = json("3.15.0rc1");
        assertTrue(RuntimeEnvironment.of(InterpreterReport.parse(candidate)).satisfies(SpecifierSet.parse(">=3.15")));
    }

    @Test
    void aReportThatLacksSomethingIsRefusedByName() {
        assertRefused("not an interpreter's report of format 1", "{}");
        assertRefused(
                "the report of an interpreter lacks 'platform'", json("3.11.7").replace("\"platform\"", "\"x\""));
        assertRefused(
                "the report of an interpreter lacks 'os_name'", json("3.11.7").replace("\"os_name\"", "\"osname\""));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> InterpreterReport.parse("<html>"))
                .getMessage()
                .startsWith("the report of an interpreter is not JSON: "));
    }

    private static void assertRefused(String message, String json) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> InterpreterReport.parse(json))
                        .getMessage());
    }

    private static String json(String python) {
        List<String> fields = List.of(
                "implementation_name",
                "implementation_version",
                "os_name",
                "platform_machine",
                "platform_python_implementation",
                "platform_release",
                "platform_system",
                "platform_version",
                "sys_platform");
        String markers =
                fields.stream().map(field -> "\"" + field + "\": \"x\"").collect(Collectors.joining(","));
        return "{\"format\": 1, \"executable\": \"p\", \"abi_flags\": \"\", \"platform\": \"p\", \"bits\": 64,"
                + "\"system\": \"s\", \"system_version\": \"\", \"markers\": {" + markers
                + ",\"python_version\": \"3.15\", \"python_full_version\": \"" + python + "\"}}";
    }
}
