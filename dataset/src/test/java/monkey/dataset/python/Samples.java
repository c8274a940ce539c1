package monkey.dataset.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Texts to test with, the same ones every time: mostly well-formed ones from all corners of the grammar, some spoilt. */
final class Samples {
    private static final String[] PRE = {"a", "alpha", "b", "beta", "c", "rc", "pre", "preview", "RC", "Alpha"};
    private static final String[] POST = {"post", "rev", "r", "POST"};
    private static final String[] SEPARATORS = {"", "", "", ".", "-", "_"};
    private static final String[] LONG_NUMBERS = {
        "00",
        "007",
        "2024",
        "20240131",
        "9223372036854775807",
        "9223372036854775808",
        "20201201123456789012",
        "20201201123456789013",
        "120201201123456789012",
        "999999999999999999",
        "1000000000000000000"
    };
    private static final String[] OPERATORS = {"==", "!=", "<=", ">=", "<", ">", "~=", "==="};
    private static final String SPOILERS = " \t\n.-_+!*,;()[]@=<>~'\"\\avxz019éſ\u00a0\u2028#/:";

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String numeral() {
        return once(40) ? one(LONG_NUMBERS) : Integer.toString(number(once(4) ? 30 : 3));
    }

    String release() {
        StringBuilder release = new StringBuilder(numeral());
        for (int more = one(0, 1, 1, 1, 2, 2, 3, 4); more > 0; more--) {
            release.append('.').append(numeral());
        }
        return release.toString();
    }

    String publicVersion() {
        StringBuilder version = new StringBuilder(once(30) ? "v" : "");
        if (once(12)) {
            version.append(one("0", "1", "2")).append('!');
        }
        version.append(release());
        if (once(3)) {
            version.append(one(SEPARATORS)).append(one(PRE)).append(one(SEPARATORS));
            version.append(once(4) ? "" : numeral());
        }
        if (once(4)) {
            version.append(
                    once(3)
                            ? "-" + numeral()
                            : one(SEPARATORS) + one(POST) + one(SEPARATORS) + (once(4) ? "" : numeral()));
        }
        if (once(4)) {
            version.append(one(SEPARATORS)).append(one("dev", "DEV")).append(one(SEPARATORS));
            version.append(once(4) ? "" : numeral());
        }
        return version.toString();
    }

    String version() {
        StringBuilder version = new StringBuilder(publicVersion());
        if (once(5)) {
            version.append('+').append(one("abc", "1", "01", "ubuntu", "1a", "a1", "ABC", "cu118"));
            for (int more = number(3); more > 0; more--) {
                version.append(one(".", "-", "_")).append(one("abc", "1", "0", "x", "10", "2"));
            }
        }
        return version.toString();
    }

    String specifier() {
        String operator = one(OPERATORS);
        String version = once(10) ? version() : publicVersion();
        if ((operator.equals("==") || operator.equals("!=")) && once(3)) {
            version = (once(8) ? "1!" : "") + release() + ".*";
        } else if (once(60)) {
            version += ".*";
        }
        return operator + one("", "", "", " ", "\t") + version;
    }

    String specifiers() {
        StringBuilder specifiers = new StringBuilder(specifier());
        for (int more = one(0, 0, 0, 1, 1, 2); more > 0; more--) {
            specifiers.append(one(",", ",", ", ", " ,")).append(specifier());
        }
        return specifiers.toString();
    }

    String name() {
        StringBuilder name = new StringBuilder(one("a", "Flask", "x1", "zope", "9base", "PyYAML"));
        for (int more = one(0, 0, 1, 1, 2); more > 0; more--) {
            name.append(one("-", "_", ".", "--", "_.", "")).append(one("core", "b", "7", "Ext", "a"));
        }
        return name.toString();
    }

    String requirement() {
        StringBuilder requirement = new StringBuilder(one("", "", "", " ")).append(name());
        requirement.append(one("", "", " "));
        if (once(4)) {
            List<String> extras = new ArrayList<>();
            for (int more = number(4); more > 0; more--) {
                extras.add(name());
            }
            requirement
                    .append('[')
                    .append(String.join(one(",", ", ", " , "), extras))
                    .append(']');
        }
        if (once(10)) {
            requirement
                    .append(one("@", " @ ", "@ "))
                    .append(one("https://x.org/a.whl", "file:///a", "git+ssh://h/p@v1"));
            requirement.append(once(2) ? " ;" + marker() : "");
            return requirement.toString();
        }
        if (!once(4)) {
            String specifiers = specifiers();
            requirement.append(
                    once(5) ? one("(", " (", "( ") + specifiers + one(")", " )") : one("", " ") + specifiers);
            requirement.append(once(20) ? "," : "");
        }
        if (once(2)) {
            requirement.append(one(";", "; ", " ; ")).append(marker());
        }
        return requirement.toString();
    }

    String marker() {
        return marker(2);
    }

    private String marker(int depth) {
        if (depth == 0 || once(3)) {
            return comparison();
        }
        StringBuilder marker = new StringBuilder();
        for (int more = one(1, 2, 2, 3); more > 0; more--) {
            String part = marker(depth - 1);
            marker.append(once(2) ? one("(", "( ") + part + ")" : part);
            marker.append(more == 1 ? "" : one(" and ", " or ", "  or ", "and ", " and\t"));
        }
        return marker.toString();
    }

    private String comparison() {
        String[] variables = {
            "python_version",
            "python_full_version",
            "os_name",
            "os.name",
            "sys_platform",
            "sys.platform",
            "platform_release",
            "platform_system",
            "platform_version",
            "platform.version",
            "platform_machine",
            "platform.machine",
            "platform_python_implementation",
            "platform.python_implementation",
            "python_implementation",
            "implementation_name",
            "implementation_version",
            "extra",
            "extra",
            "extra",
            "python_version",
            "python_version"
        };
        String variable = one(variables);
        String quote = one("'", "\"");
        String value = quote + markerValue(variable) + quote;
        String operator = one("==", "==", "!=", "<", ">", "<=", ">=", "~=", "in", "not in", "not  in", "===");
        String blank = operator.matches("[a-z ]+") ? " " : one("", " ");
        if (once(40)) {
            value = one(variables);
        }
        return once(5) ? value + blank + operator + blank + variable : variable + blank + operator + blank + value;
    }

    private String markerValue(String variable) {
        if (variable.equals("extra")) {
            return one("test", "Test", "dev_tools", "dev-tools", "Dev.Tools", "all", "");
        }
        if (variable.contains("version") || variable.contains("release")) {
            return one(
                    "3.8",
                    "3.11",
                    "3.11.*",
                    "3",
                    "2.7",
                    "3.11.7",
                    "3.6",
                    "3.10",
                    "2.6 2.7 3.6",
                    "3.14",
                    "3.14.0rc1",
                    "6.18.0",
                    "3.11, 3.12",
                    "10.0.22631",
                    "3.*",
                    "",
                    "3.9.0",
                    "4",
                    "#1 SMP",
                    "7.3.15");
        }
        return one(
                "posix",
                "nt",
                "linux",
                "linux2",
                "win32",
                "darwin",
                "Linux",
                "Windows",
                "Darwin",
                "x86_64",
                "aarch64",
                "AMD64",
                "arm64",
                "CPython",
                "PyPy",
                "cpython",
                "pypy",
                "x86_64 aarch64",
                "\\\\d",
                "a\\tb",
                "win",
                "1.0");
    }

    String wheel() {
        String version = version().replace('-', '_');
        String build = once(4) ? "-" + one("1", "002", "10a", "20240131123456789012345", "1_x") : "";
        return name().replace("-", "_").replace("__", "_") + "-" + version + build + "-" + tag() + ".whl";
    }

    private String tag() {
        String interpreter =
                one("py3", "py2.py3", "cp311", "cp37", "cp313", "cp36.cp37", "py30", "pp310", "CP311", "cp32");
        String abi = one("none", "none", "abi3", "cp311", "cp37m", "cp313t", "abi3t", "cp311.abi3", "pypy310_pp73");
        String platform = one(
                "any",
                "any",
                "manylinux_2_17_x86_64.manylinux2014_x86_64",
                "manylinux1_x86_64",
                "win_amd64",
                "linux_x86_64",
                "macosx_10_9_x86_64",
                "macosx_11_0_arm64",
                "macosx_10_9_universal2",
                "musllinux_1_1_x86_64",
                "win32",
                "manylinux_2_28_x86_64",
                "manylinux_2_39_x86_64");
        return interpreter + "-" + abi + "-" + platform;
    }

    /** A METADATA file: fields in any order and case, folded lines, what does not belong there, a description. */
    String metadata() {
        String end = one("\n", "\n", "\r\n");
        List<String> fields = new ArrayList<>();
        for (int more = number(5); more > 0; more--) {
            fields.add(one("Requires-Dist", "requires-dist", "REQUIRES-DIST") + ":" + one(" ", "", "  ") + folded(end));
        }
        for (int more = number(3); more > 0; more--) {
            fields.add("Provides-Extra: " + name());
            fields.add("Dynamic: " + one("requires-dist", "description"));
        }
        fields.add(once(15) ? "Nam: a" : one("Name: ", "name:") + name());
        fields.add(once(15) ? "Version:" : "Version: " + version());
        fields.add(once(3) ? "Keywords: a,b" : "Requires-Python: " + specifiers());
        fields.add(once(3) ? "Summary: Zo\u00eb's: own" : "Metadata-Version: " + one("1.0", "2.1", "2.2", "2.4"));
        fields.add("License: one" + end + "        two: 2" + end + "\tthree");
        fields.add(one("Requires: old", "X-Unknown: y", ": nameless", "Classifier: A :: B"));
        Collections.shuffle(fields, random);
        if (once(10)) {
            fields.add(number(fields.size()), one("no header at all", "Bad Name: x", "\u00e9: x", "From me"));
        }
        String description =
                once(2) ? "" : end + "# Title" + end + "Name: not this" + end + "Requires-Dist: nor that" + end;
        return String.join(end, fields) + one(end, end, "") + description;
    }

    private String folded(String end) {
        String requirement = requirement().replace("\n", "").replace("\r", "").strip();
        return once(5) ? requirement.replace(";", ";" + end + one(" ", "\t", "    ")) : requirement;
    }

    /** The text with one character changed, added, left out or doubled. */
    String spoilt(String text) {
        int at = number(text.length() + 1);
        String head = text.substring(0, at);
        String tail = text.substring(at);
        String rest = tail.isEmpty() ? tail : tail.substring(1);
        char spoiler = SPOILERS.charAt(number(SPOILERS.length()));
        switch (number(4)) {
            case 0:
                return head + spoiler + tail;
            case 1:
                return head + spoiler + rest;
            case 2:
                return head + rest;
            default:
                return head + (tail.isEmpty() ? "" : tail.substring(0, 1)) + tail;
        }
    }
}
