package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;

/**
 * Linux with musl: runs what was built against its own or an older minor version (PEP 656).
 *
 * @param machine as {@code x86_64}
 * @param major of musl's version
 * @param minor of musl's version
 */
public record MuslPlatform(String machine, int major, int minor) implements WheelPlatform {

    @Override
    public List<String> tags() {
        List<String> machines = GlibcPlatform.machines(machine);
        List<String> tags = new ArrayList<>();
        machines.forEach(one -> tags.add("linux_" + one));
        for (String one : machines) {
            for (int age = minor; age >= 0; age--) {
                tags.add("musllinux_" + major + "_" + age + "_" + one);
            }
        }
        return tags;
    }
}
