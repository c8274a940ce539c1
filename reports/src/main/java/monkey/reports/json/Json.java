package monkey.reports.json;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import monkey.reports.text.Text;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A generator that nests as the code nests, writes null for what is not known, and only well-formed strings. */
final class Json implements AutoCloseable {
    private final JsonGenerator generator;

    Json(JsonGenerator generator) {
        this.generator = generator;
    }

    void object(Runnable content) {
        generator.writeStartObject();
        content.run();
        generator.writeEndObject();
    }

    void object(String name, Runnable content) {
        generator.writeName(name);
        object(content);
    }

    void array(String name, Runnable content) {
        generator.writeName(name);
        generator.writeStartArray();
        content.run();
        generator.writeEndArray();
    }

    void strings(String name, List<String> values) {
        array(name, () -> values.forEach(value -> generator.writeString(Text.wellFormed(value))));
    }

    /** An array of numbers, where a member of an array is due. */
    void numbers(double[] values) {
        generator.writeStartArray();
        for (double value : values) {
            generator.writeNumber(value);
        }
        generator.writeEndArray();
    }

    void tree(String name, JsonNode node) {
        generator.writeName(name);
        generator.writeTree(node);
    }

    void property(String name, String value) {
        generator.writeStringProperty(Text.wellFormed(name), Text.wellFormed(value));
    }

    void property(String name, Optional<String> value) {
        value.ifPresentOrElse(present -> property(name, present), () -> generator.writeNullProperty(name));
    }

    void property(String name, long value) {
        generator.writeNumberProperty(name, value);
    }

    void property(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
    }

    void property(String name, OptionalInt value) {
        value.ifPresentOrElse(present -> property(name, present), () -> generator.writeNullProperty(name));
    }

    void property(String name, OptionalLong value) {
        value.ifPresentOrElse(present -> property(name, present), () -> generator.writeNullProperty(name));
    }

    /** JSON has no number that is none: such a value is not known either. */
    void property(String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            generator.writeNumberProperty(name, value.getAsDouble());
        } else {
            generator.writeNullProperty(name);
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
