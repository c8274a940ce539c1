package monkey.reports.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
public final class Numbers {
    /** From here on a count is told by its magnitude first: ten digits are more than a glance takes in. */
    private static final BigInteger LARGE = BigInteger.TEN.pow(9);

    private Numbers() {}

    /** A count by its magnitude, {@code mantissa × 10^exponent}. */
    public record Scientific(String mantissa, int exponent) {

        @Override
        public String toString() {
            return mantissa + " × 10^" + exponent;
        }
    }

    public static boolean isLarge(BigInteger count) {
        return count.abs().compareTo(LARGE) >= 0;
    }

    /** Two significant digits. */
    public static Scientific scientific(BigInteger count) {
        BigDecimal rounded = new BigDecimal(count).round(new MathContext(2, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return new Scientific(
                rounded.movePointLeft(exponent)
                        .setScale(1, RoundingMode.HALF_UP)
                        .toPlainString(),
                exponent);
    }

    /** 1234567 as {@code 1,234,567}. */
    public static String grouped(BigInteger count) {
        String digits = count.abs().toString();
        StringBuilder out = new StringBuilder(count.signum() < 0 ? "-" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(',');
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    public static String grouped(long count) {
        return grouped(BigInteger.valueOf(count));
    }

    /** Exact up to nine digits, by its magnitude beyond. */
    public static String readable(BigInteger count) {
        return isLarge(count) ? scientific(count).toString() : grouped(count);
    }

    /** {@code 1 stack}, {@code 2 stacks}. */
    public static String counted(long count, String noun) {
        return grouped(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** A share of a whole: {@code 41 %}; never rounded to 0 or 100 when it is neither. */
    public static String percent(BigInteger part, BigInteger whole) {
        if (whole.signum() == 0 || part.signum() == 0) {
            return "0 %";
        }
        if (part.equals(whole)) {
            return "100 %";
        }
        BigInteger percent = part.multiply(BigInteger.valueOf(200)).add(whole).divide(whole.shiftLeft(1));
        if (percent.signum() == 0) {
            return "under 1 %";
        }
        return percent.compareTo(BigInteger.valueOf(100)) >= 0 ? "over 99 %" : percent + " %";
    }

    public static String percent(long part, long whole) {
        return percent(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }

    /** Seconds with as many digits as say something: {@code 0.08 s}, {@code 12 s}, {@code 3 min 5 s}. */
    public static String seconds(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, seconds < 0.995 ? "%.2f s" : "%.1f s", seconds);
        }
        return duration(Duration.ofSeconds(Math.round(seconds)));
    }

    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
