package monkey.dataset.python;

import java.util.List;

/**
 * The part of an environment's tags that the operating system decides. It is told, never asked of this machine: an
 * environment may be one of another machine.
 */
public sealed interface WheelPlatform permits GlibcPlatform, MuslPlatform, MacPlatform, WheelPlatform.Other {

    /** The platform tags that run here, best first. */
    List<String> tags();

    /** Windows, which has one tag for each architecture. */
    static WheelPlatform windows(String machine) {
        switch (machine.toLowerCase(java.util.Locale.ROOT)) {
            case "amd64":
            case "x86_64":
                return new Other("win_amd64");
            case "arm64":
            case "aarch64":
                return new Other("win_arm64");
            default:
                return new Other("win32");
        }
    }

    /**
     * A platform that runs what was built for itself only.
     *
     * @param tag {@code sysconfig.get_platform()}, with {@code _} for {@code -}, {@code .} and blanks
     */
    record Other(String tag) implements WheelPlatform {
        public Other {
            tag = tag.replace('.', '_').replace('-', '_').replace(' ', '_');
        }

        @Override
        public List<String> tags() {
            return List.of(tag);
        }
    }
}
