package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;

/**
 * macOS: runs what was built for its own or an older release, for its processor alone or for several at once.
 *
 * @param machine of the interpreter: {@code arm64}, {@code x86_64}, or an older one
 * @param major of the system's version
 * @param minor of the system's version
 */
public record MacPlatform(String machine, int major, int minor) implements WheelPlatform {
    private static final int LAST_MINOR_OF_10 = 16;
    private static final int OLDEST_MINOR_FOR_11 = 4;

    /** Until 10.15 every release raised the minor number, since 11 the major one. */
    @Override
    public List<String> tags() {
        List<String> tags = new ArrayList<>();
        if (major == 10) {
            for (int older = minor; older >= 0; older--) {
                add(tags, 10, older, formats(10, older));
            }
        }
        for (int older = major; older >= 11; older--) {
            add(tags, older, 0, formats(older, 0));
        }
        if (major >= 11) {
            // No release before 11 ran on arm64, but files for both processors may name one for the other's sake.
            for (int older = LAST_MINOR_OF_10; older >= OLDEST_MINOR_FOR_11; older--) {
                add(tags, 10, older, machine.equals("x86_64") ? formats(10, older) : List.of("universal2"));
            }
        }
        return tags;
    }

    private static void add(List<String> tags, int major, int minor, List<String> formats) {
        formats.forEach(format -> tags.add("macosx_" + major + "_" + minor + "_" + format));
    }

    /** The kinds of binaries for one processor or several that a release runs, best first. */
    private List<String> formats(int systemMajor, int systemMinor) {
        boolean tiger = systemMajor > 10 || systemMinor >= 4;
        boolean afterLeopard = systemMajor > 10 || systemMinor > 5;
        boolean afterSnowLeopard = systemMajor > 10 || systemMinor > 6;
        switch (machine) {
            case "arm64":
                return List.of("arm64", "universal2");
            case "x86_64":
                return tiger ? List.of("x86_64", "intel", "fat64", "fat3", "universal2", "universal") : List.of();
            case "i386":
                return tiger ? List.of("i386", "intel", "fat3", "fat", "universal") : List.of();
            case "ppc64":
                return tiger && !afterLeopard ? List.of("ppc64", "fat64", "universal") : List.of();
            case "ppc":
                return afterSnowLeopard ? List.of() : List.of("ppc", "fat3", "fat", "universal");
            default:
                return List.of(machine);
        }
    }
}
