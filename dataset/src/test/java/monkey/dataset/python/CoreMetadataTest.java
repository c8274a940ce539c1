package monkey.dataset.python;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CoreMetadataTest {

    @Test
    void metadataIsReadAsByPackaging() {
        Samples samples = new Samples(566);
        PackagingReference packaging = new PackagingReference();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            texts.add(samples.metadata());
            packaging.ask("metadata", texts.get(i));
        }
        List<JsonNode> answers = packaging.answers();
        int read = 0;
        for (int i = 0; i < texts.size(); i++) {
            JsonNode answer = answers.get(i);
            String text = texts.get(i);
            boolean complete = !answer.get("name").asString().isEmpty()
                    && !answer.get("version").asString().isEmpty();
            if (!complete) {
                assertThrows(InvalidNotationException.class, () -> CoreMetadata.parse(text.getBytes(UTF_8)), text);
                continue;
            }
            read++;
            CoreMetadata metadata = CoreMetadata.parse(text.getBytes(UTF_8));
            assertEquals(answer.get("metadata_version").asString(), metadata.metadataVersion(), text);
            assertEquals(answer.get("name").asString(), metadata.name(), text);
            assertEquals(answer.get("version").asString(), metadata.version(), text);
            assertEquals(
                    answer.get("requires_python").asString(),
                    blanks(metadata.requiresPython().orElse("")),
                    text);
            assertEquals(strings(answer.get("requires_dist")), all(metadata.requiresDist()), text);
            List<String> extras = strings(answer.get("provides_extra")).stream()
                    .map(PackageName::normalize)
                    .distinct()
                    .collect(Collectors.toList());
            assertEquals(extras, metadata.providesExtra(), text);
            assertEquals(strings(answer.get("dynamic")), metadata.dynamic(), text);
        }
        assertTrue(read > 1_000 && read < texts.size(), read + " were complete");
    }

    private static List<String> all(List<String> values) {
        return values.stream().map(CoreMetadataTest::blanks).collect(Collectors.toList());
    }

    private static String blanks(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asString()));
        return strings;
    }

    @Test
    void aFoldedRequirementIsOneLine() {
        CoreMetadata metadata = CoreMetadata.parse(
                "Name: a\nVersion: 1\nRequires-Dist: b>=1 ;\n   extra == 'x'\nRequires-Dist:\n c\n\nName: z"
                        .getBytes(UTF_8));
        assertEquals(List.of("b>=1 ; extra == 'x'", "c"), metadata.requiresDist());
        assertEquals(
                Optional.of(Marker.parse("extra == 'x'")),
                Requirement.parse(metadata.requiresDist().get(0)).marker());
    }

    @Test
    void aByteOrderMarkAndAnOldEncodingAreNoObstacle() {
        assertEquals(
                "a",
                CoreMetadata.parse("\ufeffName: a\r\nVersion: 1".getBytes(UTF_8))
                        .name());
        byte[] latin = "Author: Jos\u00e9\nName: a\nVersion: 1\nRequires-Python: >=3".getBytes(ISO_8859_1);
        assertEquals(Optional.of(">=3"), CoreMetadata.parse(latin).requiresPython());
    }

    @Test
    void whatIsNoMetadataIsRefusedAndNotTakenForOneWithoutRequirements() {
        String message = assertThrows(
                        InvalidNotationException.class, () -> CoreMetadata.parse("<html>404</html>".getBytes(UTF_8)))
                .getMessage();
        assertEquals("core metadata without 'Name:' (column 1 of '<html>404</html>')", message);
        assertThrows(InvalidNotationException.class, () -> CoreMetadata.parse(new byte[0]));
    }

    @Test
    void dependenciesOfASourceDistributionAreStaticFromFormat22OnUnlessItSaysOtherwise() {
        assertTrue(format("2.2", "").dependenciesAreStatic());
        assertTrue(format("2.10", "Dynamic: Description\n").dependenciesAreStatic());
        assertFalse(format("2.1", "").dependenciesAreStatic());
        assertFalse(format("2.2", "Dynamic: Requires-Dist\n").dependenciesAreStatic());
    }

    private static CoreMetadata format(String format, String more) {
        return CoreMetadata.parse(("Metadata-Version: " + format + "\nName: a\nVersion: 1\n" + more).getBytes(UTF_8));
    }
}
