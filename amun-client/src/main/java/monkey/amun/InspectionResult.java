package monkey.amun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an inspection ended.
 *
 * @param identifier of the specification
 * @param reason one sentence that says why it ended so; empty when it passed
 * @param failure of the build, or else of the first item that failed
 * @param buildTime until the environment stood or could not be made
 * @param buildLog the installer's words, capped
 * @param items those that started, by number; none when the build failed
 */
public record InspectionResult(
        String identifier,
        Outcome outcome,
        String reason,
        Optional<Failure> failure,
        Duration buildTime,
        String buildLog,
        List<ItemResult> items) {
    public InspectionResult {
        items = List.copyOf(items);
    }

    /** Of an inspection that was cancelled, or left, before it ended by itself. */
    public static InspectionResult cancelled(InspectionSpecification specification) {
        return new InspectionResult(
                specification.identifier(),
                Outcome.CANCELLED,
                "cancelled before it ended",
                Optional.empty(),
                Duration.ZERO,
                "",
                List.of());
    }
}
