package monkey.jobs.inspect;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import monkey.amun.InspectionSpecification;
import monkey.amun.ItemResult;
import monkey.amun.LockedPackage;
import monkey.amun.Visit;
import monkey.dataset.run.Evidence;
import monkey.dataset.run.Failure;
import monkey.dataset.run.InspectionResult;
import monkey.dataset.run.InspectionTask;
import monkey.dataset.run.Item;
import monkey.dataset.run.Outcome;
import monkey.dataset.run.StackMember;

/** From a task in the database to what a backend understands, and from its result back to rows. */
public final class InspectionTranslation {
    private InspectionTranslation() {}

    public static InspectionSpecification specification(InspectionTask task, String pythonVersion, ScriptToRun script) {
        return specification(task, pythonVersion, script, script.batchSize(), Optional.empty());
    }

    /** Of one visit of a measuring run, which runs some of the items. */
    public static InspectionSpecification specification(
            InspectionTask task, String pythonVersion, ScriptToRun script, int items, Optional<Visit> visit) {
        return new InspectionSpecification(
                pythonVersion,
                task.stack().members().stream()
                        .map(InspectionTranslation::locked)
                        .toList(),
                script.text(),
                script.files(),
                script.environment(),
                items,
                script.limits(),
                visit);
    }

    private static LockedPackage locked(StackMember member) {
        return new LockedPackage(
                member.packageName(),
                member.version(),
                URI.create(member.url()),
                member.sha256() == null ? Set.of() : Set.of(member.sha256()));
    }

    public static InspectionResult result(long inspectionId, monkey.amun.InspectionResult result, Instant endedAt) {
        return new InspectionResult(
                inspectionId,
                Outcome.of(result.outcome().word()),
                endedAt,
                seconds(result.buildTime()),
                result.failure().map(InspectionTranslation::failure).orElseGet(() -> unexplained(result)),
                new Evidence(saysWhy(result) ? result.buildLog() : null, Traces.firstIn(result)),
                result.items().stream().map(InspectionTranslation::item).toList());
    }

    /** What was said besides the script's own words, where it is the only evidence. */
    private static boolean saysWhy(monkey.amun.InspectionResult result) {
        return result.outcome() == monkey.amun.Outcome.BUILD_FAILED
                || result.outcome() == monkey.amun.Outcome.INFRASTRUCTURE
                        && !result.buildLog().isEmpty();
    }

    private static Failure failure(monkey.amun.Failure failure) {
        return new Failure(
                failure.phase().name().toLowerCase(java.util.Locale.ROOT),
                failure.type(),
                failure.message(),
                failure.frame(),
                failure.signature());
    }

    /** An end that left no trace, such as a timeout, still has the backend's sentence to be told and grouped by. */
    private static Failure unexplained(monkey.amun.InspectionResult result) {
        return result.outcome() == monkey.amun.Outcome.PASSED
                ? Failure.NONE
                : new Failure(
                        null, null, result.reason(), null, result.outcome().word());
    }

    private static Item item(ItemResult item) {
        return item(item, item.item());
    }

    /** @param position within the whole inspection */
    public static Item item(ItemResult item, int position) {
        return new Item(
                position,
                Outcome.of(item.outcome().word()),
                item.exitCode().isPresent() ? item.exitCode().getAsInt() : null,
                seconds(item.wallTime()),
                item.usage().map(usage -> usage.userSeconds()).orElse(null),
                item.usage().map(usage -> usage.systemSeconds()).orElse(null),
                item.usage().map(usage -> usage.maxResidentBytes()).orElse(null),
                item.document());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
