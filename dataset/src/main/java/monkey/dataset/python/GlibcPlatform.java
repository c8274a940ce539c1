package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Linux with glibc: runs what was built against its own or any older glibc (PEP 600), back to 2.5 on x86 and 2.17
 * elsewhere. Three of these ages have a second, older name.
 *
 * <p>A module {@code _manylinux}, by which an administrator can forbid some of this, is not asked.
 *
 * @param machine as {@code x86_64}; of a 32-bit interpreter on a 64-bit system, {@code i686} or {@code armv8l}
 * @param major of glibc's version
 * @param minor of glibc's version
 */
public record GlibcPlatform(String machine, int major, int minor) implements WheelPlatform {
    private static final Set<String> WITH_MANYLINUX = Set.of(
            "x86_64", "i686", "aarch64", "armv7l", "armv8l", "ppc64", "ppc64le", "s390x", "loongarch64", "riscv64");
    private static final Map<String, String> OLDER_NAMES =
            Map.of("2_17", "manylinux2014", "2_12", "manylinux2010", "2_5", "manylinux1");

    private static final int OLDEST_MINOR_ON_X86 = 5;
    private static final int OLDEST_MINOR = 17;

    /** There is no glibc 3; if there will be, it should run what was built against any 2. */
    private static final int LAST_MINOR_OF_A_PAST_MAJOR = 50;

    @Override
    public List<String> tags() {
        List<String> machines = machines(machine);
        List<String> tags = new ArrayList<>();
        machines.forEach(one -> tags.add("linux_" + one));
        if (WITH_MANYLINUX.contains(machine)) {
            machines.forEach(one -> addManylinux(tags, one));
        }
        return tags;
    }

    /** A 64-bit ARM processor in 32-bit mode runs what the last 32-bit one did. */
    static List<String> machines(String machine) {
        return machine.equals("armv8l") ? List.of("armv8l", "armv7l") : List.of(machine);
    }

    private void addManylinux(List<String> tags, String architecture) {
        boolean x86 = architecture.equals("x86_64") || architecture.equals("i686");
        for (int generation = major; generation >= 2; generation--) {
            int newest = generation == major ? minor : LAST_MINOR_OF_A_PAST_MAJOR;
            int oldest = generation > 2 ? 0 : x86 ? OLDEST_MINOR_ON_X86 : OLDEST_MINOR;
            for (int age = newest; age >= oldest; age--) {
                String version = generation + "_" + age;
                tags.add("manylinux_" + version + "_" + architecture);
                if (OLDER_NAMES.containsKey(version)) {
                    tags.add(OLDER_NAMES.get(version) + "_" + architecture);
                }
            }
        }
    }
}
