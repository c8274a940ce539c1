package monkey.reports.rows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import monkey.dataset.run.Evidence;
import monkey.dataset.run.RunInspection;
import monkey.dataset.run.StackMember;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Item;
import monkey.reports.Outcome;
import monkey.reports.Pin;

/**
 * Turns rows into inspections.
 *
 * @param environments names by the environments' ids
 * @param items by inspection
 * @param namesIndexes whether pins are to say which index they came from
 */
record InspectionRows(
        Map<Integer, String> environments, Map<Long, List<monkey.dataset.run.Item>> items, boolean namesIndexes) {

    Inspection inspection(RunInspection row, Evidence evidence) {
        return new Inspection(
                Long.toString(row.inspectionId()),
                environments.get(row.environmentId()),
                row.position(),
                row.stack().members().stream().map(this::pin).toList(),
                Outcome.of(row.outcome().word()),
                row.reused(),
                number(row.buildSeconds()),
                failure(row.failure(), evidence),
                items.getOrDefault(row.inspectionId(), List.of()).stream()
                        .map(InspectionRows::item)
                        .toList());
    }

    private Pin pin(StackMember member) {
        return new Pin(
                member.packageName(),
                member.version(),
                !member.filename().endsWith(".whl"),
                namesIndexes
                        ? Optional.of(ExperimentDocument.withoutCredentials(member.indexUrl()))
                        : Optional.empty());
    }

    private static Optional<Failure> failure(monkey.dataset.run.Failure row, Evidence evidence) {
        boolean nothingKnown = Stream.of(
                        row.phase(), row.errorType(), row.errorMessage(), row.errorFrame(), row.signature())
                .allMatch(Objects::isNull);
        if (nothingKnown) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                text(row.signature()),
                text(row.phase()),
                text(row.errorType()),
                text(row.errorMessage()),
                text(row.errorFrame()),
                text(evidence.trace() != null ? evidence.trace() : evidence.buildLog())));
    }

    private static Item item(monkey.dataset.run.Item row) {
        return new Item(
                row.position(),
                Outcome.of(row.outcome().word()),
                row.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(row.exitCode()),
                number(row.wallSeconds()),
                number(row.userSeconds()),
                number(row.systemSeconds()),
                row.peakMemoryBytes() == null ? OptionalLong.empty() : OptionalLong.of(row.peakMemoryBytes()));
    }

    private static OptionalDouble number(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
