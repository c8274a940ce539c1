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
        for (String interpreter : alternatives(compressed, parts[0])) {
            if (!isIdentifier(interpreter)) {
                throw new InvalidNotationException("'" + interpreter + "' is not an interpreter's tag", compressed, 1);
            }
        }
        List<WheelTag> tags = new ArrayList<>();
        for (String interpreter : alternatives(compressed, parts[0])) {
            for (String abi : alternatives(compressed, parts[1])) {
                for (String platform : alternatives(compressed, parts[2])) {
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
