package monkey.dataset.python;

import java.util.List;

/**
 * The part of an environment's tags that the operating system decides. It is told, never asked of this machine: an
 * environment may be one of another machine.
 */
public sealed interface WheelPlatform permits GlibcPlatform, MuslPlatform, MacPlatform, WheelPlatform.Other {

    /** The platform tags that run here, best first. */
    List<String> tags();

    /**
     * A platform that runs what was built for itself only, as Windows.
     *
     * @param tag {@code sysconfig.get_platform()}, as {@code win-amd64}; written with {@code _} for {@code -}, {@code .} and
     *     blanks
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
