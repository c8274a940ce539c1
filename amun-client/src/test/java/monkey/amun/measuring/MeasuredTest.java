package monkey.amun.measuring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private static final String DOCUMENT = """
            {"hwinfo": {"cpu_info": {"brand_raw": "A Processor", "family": 6, "model": 85, "stepping": 4, "count": 2}},
             "script_sha256": "abc", "stdout": %s,
             "usage": {"ru_utime": 1.5, "ru_stime": 0.25, "ru_maxrss": 2048, "ru_nvcsw": 3, "ru_nivcsw": 4}%s}
            """;
    private static final String CONDITIONS = ", \"measurement\": {\"wall_seconds\": 2.5, \"steal\": 0.0}";

    @Test
    void theKernelsAccountIsTakenOfEveryMeasuredItem() {
        Measured measured =
                Measured.of(DOCUMENT.formatted("\"hello\"", CONDITIONS)).orElseThrow();
        assertEquals("A Processor, family 6 model 85 stepping 4, 2 processors", measured.hardware());
        assertEquals(
                List.of(
                        new Measurement("wall_time", 0, "s", 2.5),
                        new Measurement("cpu_time", 0, "s", 1.75),
                        new Measurement("peak_memory", 0, "By", 2097152),
                        new Measurement("voluntary_switches", 0, "1", 3),
                        new Measurement("involuntary_switches", 0, "1", 4)),
                measured.measurements());
        assertEquals("{}", measured.parameters());
    }

    @Test
    void anIndicatorsNumbersAreTakenWithTheUnitsItDeclares() {
        Measured measured = Measured.of(DOCUMENT.formatted("""
                        {"name": "PiX", "@parameters": {"b": 2, "a": "x"}, "@units": {"elapsed": "ms"},
                         "@result": {"elapsed": [3, "no", 4], "rate": 5, "words": "many"}}""", CONDITIONS)).orElseThrow();
        assertEquals(
                List.of(
                        new Measurement("PiX.elapsed", 0, "ms", 3),
                        new Measurement("PiX.elapsed", 2, "ms", 4),
                        new Measurement("PiX.rate", 0, "", 5)),
                measured.measurements().subList(5, 8));
        assertEquals("{\"a\":\"x\",\"b\":2}", measured.parameters());
    }

    @Test
    void whatIsNoIndicatorIsNoNumber() {
        for (String printed : List.of("{}", "[1, 2]", "3", "{\"name\": 1, \"@result\": {\"x\": 1}}")) {
            assertEquals(
                    5,
                    Measured.of(DOCUMENT.formatted(printed, CONDITIONS))
                            .orElseThrow()
                            .measurements()
                            .size(),
                    printed);
        }
    }

    @Test
    void anItemThatWasNotMeasuredHasNone() {
        assertEquals(Optional.empty(), Measured.of(DOCUMENT.formatted("{}", "")));
    }
}
