package monkey.dataset.environment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.dataset.python.CompatibleTags;
import monkey.dataset.python.GlibcPlatform;
import monkey.dataset.python.MacPlatform;
import monkey.dataset.python.MuslPlatform;
import monkey.dataset.python.WheelInterpreter;
import monkey.dataset.python.WheelPlatform;

/** Derives the wheel tags of an environment from its interpreter's report. */
final class EnvironmentTags {
    /** Patched C libraries have versions such as {@code 2.20-2014.11}; what follows the first two numbers is not compared. */
    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

    private EnvironmentTags() {}

    static CompatibleTags of(InterpreterReport report) {
        return CompatibleTags.of(interpreter(report), platform(report));
    }

    private static WheelInterpreter interpreter(InterpreterReport report) {
        int[] version = majorMinor(report.markers().pythonVersion(), "python_version");
        String implementation = report.markers().implementationName();
        return implementation.equals("cpython")
                ? WheelInterpreter.cpython(version[0], version[1], report.abiFlags())
                : WheelInterpreter.other(
                        implementation, version[0], version[1], report.abi().orElse("none"));
    }

    private static WheelPlatform platform(InterpreterReport report) {
        switch (report.markers().platformSystem()) {
            case "Linux":
                return linux(report);
            case "Darwin":
                int[] version = majorMinor(report.systemVersion(), "system_version");
                return new MacPlatform(macMachine(report), version[0], version[1]);
            default:
                return new WheelPlatform.Other(report.platform());
        }
    }

    private static WheelPlatform linux(InterpreterReport report) {
        String tag = new WheelPlatform.Other(report.platform()).tag();
        String prefix = "linux_";
        if (!tag.startsWith(prefix)) {
            return new WheelPlatform.Other(tag);
        }
        String machine = linuxMachine(tag.substring(prefix.length()), report.bits());
        Optional<String> libc = report.libc();
        if (libc.isEmpty()) {
            return new WheelPlatform.Other(prefix + machine);
        }
        int[] version = majorMinor(report.libcVersion().orElse(""), "libc_version");
        return libc.get().equals("musl")
                ? new MuslPlatform(machine, version[0], version[1])
                : new GlibcPlatform(machine, version[0], version[1]);
    }

    /** The system names its processor; an interpreter of 32 bits needs what the processor's 32-bit mode runs. */
    private static String linuxMachine(String machine, int bits) {
        if (bits == 32 && machine.equals("x86_64")) {
            return "i686";
        }
        return bits == 32 && machine.equals("aarch64") ? "armv8l" : machine;
    }

    private static String macMachine(InterpreterReport report) {
        String machine = report.markers().platformMachine();
        if (report.bits() == 64) {
            return machine;
        }
        return machine.startsWith("ppc") ? "ppc" : "i386";
    }

    private static int[] majorMinor(String version, String field) {
        Matcher matcher = MAJOR_MINOR.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "the report of an interpreter has '" + version + "' for '" + field + "', which is no version");
        }
        List<String> numbers = List.of(matcher.group(1), matcher.group(2) == null ? "0" : matcher.group(2));
        return numbers.stream().mapToInt(Integer::parseInt).toArray();
    }
}
