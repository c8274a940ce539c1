package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a wheel was built for: interpreter, ABI and platform (PEP 425), in lower case.
 *
 * @param interpreter as {@code cp311} or {@code py3}
 * @param abi as {@code cp311}, {@code abi3} or {@code none}
 * @param platform as {@code manylinux_2_17_x86_64} or {@code any}
 */
public record WheelTag(String interpreter, String abi, String platform) {
    /** No file system takes a name that has more; a page of an index could still be made to fill memory. */
    private static final int MOST_COMBINATIONS = 100_000;

    public WheelTag {
        interpreter = interpreter.toLowerCase(Locale.ROOT);
        abi = abi.toLowerCase(Locale.ROOT);
        platform = platform.toLowerCase(Locale.ROOT);
    }

    /**
     * The tags that a compressed tag such as {@code py2.py3-none-any} stands for: every combination.
     *
     * @throws InvalidNotationException if there are not three parts, or one is empty, or an interpreter is no identifier
     */
    public static List<WheelTag> parse(String compressed) {
        String[] parts = compressed.split("-", -1);
        if (parts.length != 3) {
            throw new InvalidNotationException("a wheel tag is interpreter-abi-platform", compressed, 1);
        }
        List<String> interpreters = alternatives(compressed, parts[0]);
        for (String interpreter : interpreters) {
            if (!isIdentifier(interpreter)) {
                throw new InvalidNotationException("'" + interpreter + "' is not an interpreter's tag", compressed, 1);
            }
        }
        List<String> abis = alternatives(compressed, parts[1]);
        List<String> platforms = alternatives(compressed, parts[2]);
        if ((long) interpreters.size() * abis.size() * platforms.size() > MOST_COMBINATIONS) {
            String problem = "a compressed wheel tag of more than " + MOST_COMBINATIONS + " combinations";
            throw new InvalidNotationException(problem, compressed, 1);
        }
        List<WheelTag> tags = new ArrayList<>();
        for (String interpreter : interpreters) {
            for (String abi : abis) {
                for (String platform : platforms) {
                    tags.add(new WheelTag(interpreter, abi, platform));
                }
            }
        }
        return tags;
    }

    private static List<String> alternatives(String compressed, String part) {
        List<String> alternatives = List.of(part.split("\\.", -1));
        if (alternatives.contains("")) {
            throw new InvalidNotationException("a wheel tag with an empty part", compressed, 1);
        }
        return alternatives;
    }

    private static boolean isIdentifier(String text) {
        int first = text.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && text.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    /** As wheels' names have it: {@code cp311-cp311-win_amd64}. */
    @Override
    public String toString() {
        return interpreter + "-" + abi + "-" + platform;
    }
}
