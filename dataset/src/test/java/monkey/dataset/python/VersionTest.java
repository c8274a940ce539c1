package monkey.dataset.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VersionTest {

    @Test
    void versionsAreReadAndRefusedAsPackagingDoes() {
        Samples samples = new Samples(440);
        List<String> texts = new ArrayList<>(List.of("", " ", "1", "1.", ".1", "1.0a.", "1.0a--1", "1.0a-1", "1..0"));
        texts.addAll(List.of(
                "1.0-", "1.0-r", "1.0r-1.", "1.0+", "1.0+a..b", "1.0+a-B_1", "\u00a01.0\n", "V1.0", "1.0poſt1"));
        for (int i = 0; i < 6_000; i++) {
            String version = samples.version();
            texts.add(i % 3 == 0 ? samples.spoilt(version) : version);
        }
        PackagingReference packaging = new PackagingReference();
        texts.forEach(text -> packaging.ask("version", text));
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < texts.size(); i++) {
            JsonNode answer = answers.get(i);
            String text = texts.get(i);
            assertEquals(
                    answer.isNull() ? "refused" : answer.get("text").asString(),
                    Version.tryParse(text).map(Version::toString).orElse("refused"),
                    text);
            if (!answer.isNull()) {
                assertSame(answer, Version.parse(text));
            }
        }
        assertTrue(answers.stream().filter(JsonNode::isNull).count() > 500, "texts that are none must be among them");
    }

    private static void assertSame(JsonNode answer, Version version) {
        String text = version.toString();
        assertEquals(answer.get("pre").asBoolean(), version.isPreRelease(), text);
        assertEquals(answer.get("post").asBoolean(), version.isPostRelease(), text);
        assertEquals(answer.get("dev").asBoolean(), version.isDevelopmentRelease(), text);
        assertEquals(answer.get("local").asBoolean(), version.hasLocal(), text);
        assertEquals(answer.get("public").asString(), version.withoutLocal().toString(), text);
        assertEquals(answer.get("base").asString(), version.baseVersion().toString(), text);
        assertEquals(answer.get("epoch").asString(), version.epoch(), text);
        List<String> release = new ArrayList<>();
        answer.get("release").forEach(number -> release.add(number.asString()));
        assertEquals(release, version.release(), text);
    }

    @Test
    void versionsCompareAsInPackaging() {
        Samples samples = new Samples(441);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add(samples.version());
        }
        PackagingReference packaging = new PackagingReference();
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            String left = samples.one(texts);
            String right = i % 2 == 0 ? samples.one(texts) : neighbour(samples, left);
            pairs.add(new String[] {left, right});
            packaging.ask("compare", left, right);
        }
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < pairs.size(); i++) {
            String pair = pairs.get(i)[0] + " and " + pairs.get(i)[1];
            Version left = Version.parse(pairs.get(i)[0]);
            Version right = Version.parse(pairs.get(i)[1]);
            int expected = answers.get(i).asInt();
            assertEquals(expected, Integer.signum(left.compareTo(right)), pair);
            assertEquals(-expected, Integer.signum(right.compareTo(left)), pair);
            assertEquals(expected == 0, left.equals(right), pair);
            assertTrue(expected != 0 || left.hashCode() == right.hashCode(), pair);
        }
    }

    /** A version that differs in one place only, or in none that counts: where an order goes wrong first. */
    private static String neighbour(Samples samples, String version) {
        String base = Version.parse(version).toString();
        String neighbour = samples.one(
                base + ".0",
                base + "a1",
                base + ".post1",
                base + ".dev0",
                base + "+x",
                base + ".1",
                base + ".0.1",
                "0!" + base,
                base.replaceFirst("\\d+$", "5"),
                base.replaceFirst("a", "b"),
                base.replaceFirst("\\+.*", ""));
        return Version.tryParse(neighbour).isPresent() ? neighbour : base;
    }

    @Test
    void aTextThatIsNoVersionIsRefusedWithThePlace() {
        InvalidNotationException refused =
                assertThrows(InvalidNotationException.class, () -> Version.parse(" 1.0-final-2"));
        assertEquals(5, refused.column());
        assertEquals("not a version as PEP 440 has them (column 5 of ' 1.0-final-2')", refused.getMessage());
    }
}
