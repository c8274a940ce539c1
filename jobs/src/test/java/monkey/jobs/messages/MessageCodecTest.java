package monkey.jobs.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    static Stream<Message> one_of_each() {
        return Stream.of(
                new UnresolvedPackage(
                        "Flask", Optional.of("https://index/simple"), Optional.of("1.0"), Optional.empty()),
                new SolvedPackage("flask", "1.0", "https://index/simple", "solver-debian-12-py311"),
                new SIUnanalyzedPackage("flask", "1.0", "https://index/simple"),
                new PackageReleased("flask", "1.0", "https://index/simple"),
                new HashMismatch("flask", "1.0", "https://index/simple", List.of("a", "b"), List.of()),
                new MissingPackage("flask", "https://index/simple"),
                new MissingVersion("flask", "1.0", "https://index/simple"),
                new UpdateProvidesSourceDistro("flask", "1.0", "https://index/simple", true),
                new AdviserReRun("17", "cover"));
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void a_message_is_read_as_it_was_written(Message message) {
        assertThat(MessageCodec.read(message.type(), MessageCodec.write(message)))
                .isEqualTo(message);
    }

    @Test
    void there_is_one_of_each() {
        assertThat(one_of_each().map(Message::type)).containsExactly(MessageType.values());
    }

    @Test
    void fields_have_the_names_of_thoth_messaging() {
        assertThat(MessageCodec.write(new UnresolvedPackage(
                        "flask",
                        Optional.of("https://index/simple"),
                        Optional.empty(),
                        Optional.empty(),
                        new BaseFields("graph-refresh-job", "0.3.1", java.util.Map.of()))))
                .isEqualTo("{\"component_name\":\"graph-refresh-job\",\"service_version\":\"0.3.1\",\"version\":\"v1\","
                        + "\"package_name\":\"flask\",\"index_url\":\"https://index/simple\",\"package_version\":null,"
                        + "\"solver\":null}");
    }

    @Test
    void what_is_not_known_is_passed_on() {
        String json =
                "{\"component_name\":\"x\",\"service_version\":\"1\",\"version\":\"v1\",\"package_name\":\"flask\","
                        + "\"index_url\":\"u\",\"package_version\":\"1\",\"solver\":null,\"later\":{\"a\":[1,2.50]}}";

        assertThat(MessageCodec.write(MessageCodec.read(MessageType.UNRESOLVED_PACKAGE, json)))
                .isEqualTo(json.replace("2.50", "2.5"));
    }

    @Test
    void all_spellings_of_a_package_have_one_key() {
        assertThat(new MissingPackage("Zope.Interface", "u").key()).isEqualTo("zope-interface");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"package_name\": \"flask\"  | it is not JSON",
                "{\"package_name\": \"flask\"} x | it is not JSON",
                "[1] | it is JSON, but no object",
                "{\"version\": \"v1\"} | field 'package_name' is missing; it is to be text",
                "{\"package_name\": null} | field 'package_name' is missing; it is to be text",
                "{\"package_name\": 7} | field 'package_name' is to be text, and is 7",
                "{\"package_name\": \"no such\"} | field 'package_name': ",
                "{\"package_name\": \"\"} | field 'package_name': ",
                "{\"package_name\": \"flask\", \"version\": \"v9\"} | version 'v9' of UnresolvedPackage is not understood; v1 is",
                "{\"package_name\": \"flask\", \"version\": 1} | field 'version' is to be text, and is 1",
                "{\"package_name\": \"flask\", \"solver\": []} | field 'solver' is to be text, and is []",
            })
    void what_is_no_message_is_refused_in_words(String json, String reason) {
        assertThatThrownBy(
                        () -> MessageCodec.read(MessageType.UNRESOLVED_PACKAGE, json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MessageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void bytes_that_are_no_text_are_refused_in_words() {
        assertThatThrownBy(() -> MessageCodec.read(MessageType.SOLVED_PACKAGE, new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOf(MessageException.class)
                .hasMessage("the bytes are not UTF-8");
    }

    /** To bring it up to date: delete the file and run this test. */
    @ParameterizedTest
    @EnumSource
    void published_schema_is_that_of_the_record(MessageType type) throws Exception {
        Path published = Path.of("src/main/resources/monkey/jobs/messages", MessageSchema.file(type));
        if (Files.notExists(published)) {
            Files.writeString(published, MessageSchema.derived(type));
        }

        assertThat(published).hasContent(MessageSchema.derived(type));
    }
}
