package monkey.dataset.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FilenameTest {

    @Test
    void wheelNamesAreReadAndRefusedAsPackagingDoes() {
        Samples samples = new Samples(427);
        List<String> texts = new ArrayList<>(List.of(
                "a.whl",
                "a-1-py3-none-any.zip",
                "-1-py3-none-any.whl",
                "a-1-py3-none-.whl",
                "a-1-2py3-none-any.whl",
                "a__b-1-py3-none-any.whl",
                "a-1-b2-py3-none-any.whl",
                "a-1-0002b-py3-none-any.whl",
                "a-x-py3-none-any.whl"));
        for (int i = 0; i < 4_000; i++) {
            String wheel = samples.wheel();
            texts.add(i % 3 == 0 ? samples.spoilt(wheel) : wheel);
        }
        PackagingReference packaging = new PackagingReference();
        texts.forEach(text -> packaging.ask("wheel", text));
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < texts.size(); i++) {
            JsonNode answer = answers.get(i);
            assertEquals(described(answer), described(texts.get(i)), texts.get(i));
        }
        assertTrue(answers.stream().filter(JsonNode::isNull).count() > 300, "texts that are none must be among them");
    }

    private static String described(String filename) {
        WheelFilename wheel;
        try {
            wheel = WheelFilename.parse(filename);
        } catch (InvalidNotationException e) {
            return "refused";
        }
        String tags = wheel.tags().stream()
                .map(WheelTag::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        String build = wheel.build().map(one -> one.number() + one.suffix()).orElse("");
        return wheel.name() + " | " + wheel.version() + " | " + build + " | " + tags;
    }

    private static String described(JsonNode answer) {
        if (answer.isNull()) {
            return "refused";
        }
        List<String> tags = new ArrayList<>();
        answer.get("tags").forEach(tag -> tags.add(tag.asString()));
        return answer.get("name").asString() + " | " + answer.get("version").asString() + " | "
                + answer.get("build").asString() + " | " + String.join(" ", tags);
    }

    @Test
    void sourceNamesAreReadAndRefusedAsPackagingDoesWhereTheProjectLeavesNoDoubt() {
        Samples samples = new Samples(625);
        PackagingReference packaging = new PackagingReference();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String source =
                    samples.name() + "-" + samples.version() + samples.one(".tar.gz", ".tar.gz", ".zip", ".exe");
            texts.add(i % 4 == 0 ? samples.spoilt(source) : source);
            packaging.ask("sdist", texts.get(i));
        }
        List<JsonNode> answers = packaging.answers();
        int read = 0;
        for (int i = 0; i < texts.size(); i++) {
            JsonNode answer = answers.get(i);
            if (!answer.isNull()) {
                PackageName project = PackageName.unchecked(answer.get("name").asString());
                DistributionFilename file = DistributionFilename.of(project, texts.get(i));
                if (file instanceof SourceFilename) {
                    assertEquals(
                            answer.get("version").asString(),
                            ((SourceFilename) file).version().toString());
                    read++;
                }
            } else if (texts.get(i).matches("[a-zA-Z0-9]+-[^-]*\\.tar\\.gz")) {
                PackageName project = PackageName.of(texts.get(i).split("-")[0]);
                assertTrue(DistributionFilename.of(project, texts.get(i)) instanceof DistributionFilename.Unusable);
            }
        }
        assertTrue(read > 1_500, read + " source distributions read");
    }

    @Test
    void theProjectTellsWhereTheNameOfASourceDistributionEnds() {
        assertEquals("1.0.post1", source("foo-bar", "Foo.bar-1.0-1.tar.gz"));
        assertEquals("2.0", source("foo-2", "foo_2-2.0.zip"));
        assertEquals("2.0rc1", source("foo", "foo-2.0-rc1.tgz"));
        assertEquals("not a version as PEP 440 has them", unusable("foo", "foo-bar-1.0.tar.gz"));
        assertEquals("does not start with 'foo-'", unusable("foo", "foobar-1.0.tar.gz"));
        assertEquals("neither a wheel nor an archive that pip unpacks", unusable("foo", "foo-1.0-py2.7.egg"));
        assertEquals("a wheel of 'bar', not of 'foo'", unusable("foo", "bar-1.0-py3-none-any.whl"));
    }

    private static String source(String project, String filename) {
        return SourceFilename.parse(PackageName.of(project), filename).version().toString();
    }

    private static String unusable(String project, String filename) {
        DistributionFilename file = DistributionFilename.of(PackageName.of(project), filename);
        return ((DistributionFilename.Unusable) file).reason();
    }

    @Test
    void packageNamesAreNormalisedAndRefusedAsPackagingDoes() {
        Samples samples = new Samples(503);
        PackagingReference packaging = new PackagingReference();
        List<String> texts = new ArrayList<>(List.of("", "a", "-", "a-", "_a", "A--b__C..d", "é", "a\n"));
        for (int i = 0; i < 1_000; i++) {
            texts.add(i % 2 == 0 ? samples.spoilt(samples.name()) : samples.name());
        }
        texts.forEach(text -> packaging.ask("name", text));
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < texts.size(); i++) {
            String actual;
            try {
                actual = PackageName.of(texts.get(i)).toString();
            } catch (InvalidNotationException e) {
                actual = "refused";
            }
            assertEquals(answers.get(i).isNull() ? "refused" : answers.get(i).asString(), actual, texts.get(i));
        }
    }
}
