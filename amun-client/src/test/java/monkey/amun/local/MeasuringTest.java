package monkey.amun.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import monkey.amun.Visit;
import monkey.amun.measuring.Measured;
import monkey.amun.measuring.Measurement;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Items that are measured, as they really run. */
class MeasuringTest {
    private static final String SCRIPT = """
            import json, os
            total = sum(range(2000000))
            print(json.dumps({"name": "PiSum", "@parameters": {"n": 2000000}, "@units": {"processors": "1"},
                              "@result": {"processors": sorted(os.sched_getaffinity(0))}}))
            """;

    @Test
    void aMeasuredItemHasProcessorsToItselfAndSaysWhatItUsed() throws Exception {
        try (LocalBackend backend = Inspections.open(1)) {
            InspectionResult result = Inspections.await(backend.submit(visited(new Visit(0, false))));
            assertEquals(Outcome.PASSED, result.outcome(), result.toString());
            ItemResult item = result.items().get(0);
            Measured measured = Measured.of(item.document()).orElseThrow();
            JsonNode conditions = JsonMapper.shared().readTree(measured.conditions());

            List<Integer> pinned = conditions
                    .get("processors")
                    .valueStream()
                    .map(JsonNode::asInt)
                    .toList();
            assertEquals(1, pinned.size());
            assertEquals(List.of((double) pinned.get(0)), values(measured, "PiSum.processors"));
            assertTrue(conditions.has("governor") && conditions.has("load") && conditions.has("steal"));
            assertEquals("{\"n\":2000000}", measured.parameters());

            double wall = values(measured, "wall_time").get(0);
            double processor = values(measured, "cpu_time").get(0);
            assertTrue(0 < processor && 0 < wall, measured.toString());
            assertEquals(item.usage().orElseThrow().maxResidentBytes(), (long)
                    (double) values(measured, "peak_memory").get(0));

            InspectionResult unmeasured = Inspections.await(backend.submit(Inspections.script(SCRIPT)));
            assertFalse(Measured.of(unmeasured.items().get(0).document()).isPresent());
        }
    }

    @Test
    void eachVisitIsASpecificationOfItsOwn() {
        InspectionSpecification first = visited(new Visit(0, false));
        assertEquals(first.identifier(), visited(new Visit(0, false)).identifier());
        for (Visit other : List.of(new Visit(1, false), new Visit(0, true), new Visit("7-1", 0, false))) {
            assertNotEquals(first.identifier(), visited(other).identifier());
        }
        assertNotEquals(first.identifier(), Inspections.script(SCRIPT).identifier());
    }

    private static List<Double> values(Measured measured, String metric) {
        return measured.measurements().stream()
                .filter(one -> one.metric().equals(metric))
                .map(Measurement::value)
                .toList();
    }

    private static InspectionSpecification visited(Visit visit) {
        InspectionSpecification plain = Inspections.script(SCRIPT);
        return new InspectionSpecification(
                plain.base(),
                plain.packages(),
                plain.script(),
                plain.files(),
                plain.environment(),
                1,
                plain.limits(),
                Optional.of(visit));
    }
}
