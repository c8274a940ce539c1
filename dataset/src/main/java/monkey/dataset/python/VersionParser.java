package monkey.dataset.python;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one version (PEP 440, appendix B) in a single pass without backtracking: at every place the next character
 * decides, and a separator counts only if what it separates follows.
 */
final class VersionParser {
    private static final String[] ALPHA = {"alpha", "a"};
    private static final String[] BETA = {"beta", "b"};
    private static final String[] CANDIDATE = {"preview", "pre", "c", "rc"};
    private static final String[] POST = {"post", "rev", "r"};
    private static final String[] DEVELOPMENT = {"dev"};

    private final String source;
    private final String text;
    private int at;

    private String epoch = "0";
    private final List<String> release = new ArrayList<>(4);
    private long phase = VersionKey.FINAL;
    private String pre;
    private String post;
    private String development;
    private final List<String> local = new ArrayList<>(0);

    private VersionParser(String source) {
        this.source = source;
        this.text = PythonText.lowerAscii(PythonText.strip(source));
    }

    /** @throws InvalidNotationException if the text is not a version */
    static Version parse(String source) {
        VersionParser parser = new VersionParser(source);
        parser.read();
        return parser.build();
    }

    private void read() {
        if (peek(0) == 'v') {
            at++;
        }
        readRelease();
        readPreRelease();
        readPostRelease();
        if (word(DEVELOPMENT)) {
            development = numberAfterWord();
        }
        readLocal();
        if (at < text.length()) {
            throw invalid();
        }
    }

    private void readRelease() {
        String first = digits();
        if (first == null) {
            throw invalid();
        }
        if (peek(0) == '!') {
            at++;
            epoch = first;
            first = digits();
            if (first == null) {
                throw invalid();
            }
        }
        release.add(first);
        while (peek(0) == '.' && PythonText.isDigit(peek(1))) {
            at++;
            release.add(digits());
        }
    }

    private void readPreRelease() {
        if (word(ALPHA)) {
            phase = VersionKey.ALPHA;
        } else if (word(BETA)) {
            phase = VersionKey.BETA;
        } else if (word(CANDIDATE)) {
            phase = VersionKey.CANDIDATE;
        } else {
            return;
        }
        pre = numberAfterWord();
    }

    private void readPostRelease() {
        if (peek(0) == '-' && PythonText.isDigit(peek(1))) {
            at++;
            post = digits();
        } else if (word(POST)) {
            post = numberAfterWord();
        }
    }

    private void readLocal() {
        if (peek(0) != '+') {
            return;
        }
        do {
            int from = ++at;
            while (PythonText.isLetterOrDigit(peek(0))) {
                at++;
            }
            if (at == from) {
                throw invalid();
            }
            String segment = text.substring(from, at);
            boolean number = segment.chars().allMatch(c -> PythonText.isDigit((char) c));
            local.add(number ? withoutLeadingZeros(segment) : segment);
        } while (isSeparator(peek(0)));
    }

    /** Steps over one of the words, with a separator before it or not; stays where it is if none is there. */
    private boolean word(String... words) {
        int from = isSeparator(peek(0)) ? at + 1 : at;
        for (String word : words) {
            if (text.startsWith(word, from)) {
                at = from + word.length();
                return true;
            }
        }
        return false;
    }

    private String numberAfterWord() {
        if (isSeparator(peek(0))) {
            // A separator belongs to the word before it, unless it starts the short form of a post-release: `1a--1`
            // has a separator and then `-1`, `1a-1` is alpha 1.
            at++;
        }
        String number = digits();
        return number == null ? "0" : number;
    }

    private String digits() {
        int from = at;
        while (PythonText.isDigit(peek(0))) {
            at++;
        }
        return at == from ? null : withoutLeadingZeros(text.substring(from, at));
    }

    private static String withoutLeadingZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-' || c == '_';
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private InvalidNotationException invalid() {
        int stripped = source.indexOf(PythonText.strip(source));
        return new InvalidNotationException("not a version as PEP 440 has them", source, stripped + at + 1);
    }

    private Version build() {
        int significant = release.size();
        while (significant > 0 && release.get(significant - 1).equals("0")) {
            significant--;
        }
        VersionKey key = new VersionKey().addNumeral(epoch).addRelease(release.subList(0, significant));
        boolean developmentOnly = pre == null && post == null && development != null;
        key.add(developmentOnly ? VersionKey.DEVELOPMENT_ONLY : phase);
        if (pre != null) {
            key.addNumeral(pre);
        }
        int postIndex = key.size();
        key.addPost(post).addDevelopment(development);
        int publicLength = key.size();
        local.forEach(key::addLocal);
        return new Version(normalized(), key.toArray(), postIndex, publicLength, flags());
    }

    private int flags() {
        return (pre != null || development != null ? Version.PRE_RELEASE : 0)
                | (post != null ? Version.POST_RELEASE : 0)
                | (development != null ? Version.DEVELOPMENT_RELEASE : 0);
    }

    private String normalized() {
        StringBuilder normal = new StringBuilder(text.length() + 4);
        if (!epoch.equals("0")) {
            normal.append(epoch).append('!');
        }
        normal.append(String.join(".", release));
        if (pre != null) {
            normal.append(phase == VersionKey.ALPHA ? "a" : phase == VersionKey.BETA ? "b" : "rc");
            normal.append(pre);
        }
        if (post != null) {
            normal.append(".post").append(post);
        }
        if (development != null) {
            normal.append(".dev").append(development);
        }
        if (!local.isEmpty()) {
            normal.append('+').append(String.join(".", local));
        }
        return normal.toString();
    }
}
