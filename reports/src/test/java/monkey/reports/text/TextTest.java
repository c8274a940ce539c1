package monkey.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void nothingShownReadsOtherThanItIs() {
        assertEquals("red ␀␁␛ end", Text.visible("\u001B[1;31mred\u001B[0m \u0000\u0001\u001B end"));
        assertEquals("a<U+202E>b<U+2066>c<U+2028>", Text.visible("a\u202Eb\u2066c\u2028"));
        assertEquals("\uFFFD 🐒 \uFFFD", Text.visible("\uD83D 🐒 \uDC12"));
        assertEquals("a\nb\tc", Text.visible("a\r\nb\tc"));
        assertEquals("link", Text.visible("\u001B]8;;http://x\u0007link\u001B]8;;\u0007"));
    }

    @Test
    void credentialsOfAddressesAreHidden() {
        assertEquals(
                "at https://***@host/simple and mail a@b",
                Text.withoutCredentials("at https://user:secret@host/simple and mail a@b"));
        assertEquals("https://***@host/a@b", Text.withoutCredentials("https://token@host/a@b"));
        assertEquals("https://host/a@b", Text.withoutCredentials("https://host/a@b"));
    }

    @Test
    void shorteningKeepsPairsWhole() {
        assertEquals("🐒🐒…", Text.shortened("🐒🐒🐒🐒", 3));
        assertEquals("abc", Text.shortened("abc", 3));
        assertEquals("… 2 lines above\nc\nd", Text.lastLines("a\nb\nc\nd\n", 2));
    }

    @Test
    void countsAreReadable() {
        assertEquals("999,999,999", Numbers.readable(BigInteger.valueOf(999_999_999)));
        assertEquals("1.0 × 10^9", Numbers.readable(BigInteger.TEN.pow(9)));
        assertEquals("1.0 × 10^10", Numbers.readable(BigInteger.valueOf(9_999_999_999L)));
        assertEquals("1.3 × 10^46", Numbers.readable(new BigInteger("13").multiply(BigInteger.TEN.pow(45))));
        assertEquals("0", Numbers.readable(BigInteger.ZERO));
    }

    @Test
    void sharesNeverRoundToNoneOrAll() {
        assertEquals("0 %", Numbers.percent(0, 7));
        assertEquals("under 1 %", Numbers.percent(1, 1000));
        assertEquals("over 99 %", Numbers.percent(999, 1000));
        assertEquals("100 %", Numbers.percent(7, 7));
        assertEquals("43 %", Numbers.percent(3, 7));
    }

    @Test
    void timesAreReadable() {
        assertEquals("0.08 s", Numbers.seconds(0.08));
        assertEquals("1.0 s", Numbers.seconds(0.999));
        assertEquals("12 s", Numbers.seconds(12.4));
        assertEquals("3 min 5 s", Numbers.duration(Duration.ofSeconds(185)));
        assertEquals("25 h 1 min", Numbers.duration(Duration.ofMinutes(1501)));
    }
}
