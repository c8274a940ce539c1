package monkey.reports.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders versions as PEP 440 does, oldest first, for display. What is no such version sorts before all that are, as text,
 * and different spellings of one version by their text, so that the order is total and always the same.
 */
final class VersionOrder implements Comparator<String> {
    static final Comparator<String> OLDEST_FIRST = new VersionOrder();

    private static final Pattern VERSION = Pattern.compile("v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)"
            + "(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<prenumber>[0-9]*))?"
            + "(?<post>-(?<postnumber1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postnumber2>[0-9]*))?"
            + "(?<dev>[-_.]?dev[-_.]?(?<devnumber>[0-9]*))?"
            + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

    /** No such part: before ('dev' of 1.0 without a pre-release) or after everything that has one. */
    private static final BigInteger LOWEST = BigInteger.valueOf(-2);

    private static final BigInteger NONE = BigInteger.ONE.negate();

    private VersionOrder() {}

    @Override
    public int compare(String a, String b) {
        Matcher left = VERSION.matcher(a.strip().toLowerCase(Locale.ROOT));
        Matcher right = VERSION.matcher(b.strip().toLowerCase(Locale.ROOT));
        boolean leftMatches = left.matches();
        if (leftMatches != right.matches()) {
            return leftMatches ? 1 : -1;
        }
        int order = leftMatches ? compare(left, right) : 0;
        return order != 0 ? order : a.compareTo(b);
    }

    private static int compare(Matcher a, Matcher b) {
        int order = number(a.group("epoch")).compareTo(number(b.group("epoch")));
        order = order != 0 ? order : compareReleases(a.group("release"), b.group("release"));
        order = order != 0 ? order : preKind(a) - preKind(b);
        order = order != 0 ? order : number(a.group("prenumber")).compareTo(number(b.group("prenumber")));
        order = order != 0 ? order : post(a).compareTo(post(b));
        order = order != 0 ? order : dev(a).compareTo(dev(b));
        return order != 0 ? order : compareLocals(a.group("local"), b.group("local"));
    }

    private static int compareReleases(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = number(i < left.length ? left[i] : "0").compareTo(number(i < right.length ? right[i] : "0"));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** 0 for a dev release of no pre-release, 1 to 3 for alpha to candidate, 4 for none of these. */
    private static int preKind(Matcher version) {
        String pre = version.group("pre");
        if (pre == null) {
            return version.group("dev") != null && version.group("post") == null ? 0 : 4;
        }
        return switch (pre) {
            case "a", "alpha" -> 1;
            case "b", "beta" -> 2;
            default -> 3;
        };
    }

    private static BigInteger post(Matcher version) {
        if (version.group("post") == null) {
            return NONE;
        }
        String number = version.group("postnumber1");
        return number(number != null ? number : version.group("postnumber2"));
    }

    /** A dev release comes before the release itself, so its number counts from far below. */
    private static BigInteger dev(Matcher version) {
        return version.group("dev") == null ? BigInteger.TEN.pow(40) : number(version.group("devnumber"));
    }

    private static int compareLocals(String a, String b) {
        List<String> left = localParts(a);
        List<String> right = localParts(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            boolean leftNumber = Character.isDigit(left.get(i).charAt(0)) && isNumber(left.get(i));
            boolean rightNumber = isNumber(right.get(i));
            int order = leftNumber != rightNumber
                    ? (leftNumber ? 1 : -1)
                    : leftNumber
                            ? number(left.get(i)).compareTo(number(right.get(i)))
                            : left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return left.size() - right.size();
    }

    private static List<String> localParts(String local) {
        return local == null ? new ArrayList<>() : List.of(local.split("[-_.]"));
    }

    private static boolean isNumber(String part) {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static BigInteger number(String digits) {
        return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }
}
