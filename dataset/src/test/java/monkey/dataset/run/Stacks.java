package monkey.dataset.run;

import static monkey.dataset.knowledge.Pages.LINUX;
import static monkey.dataset.knowledge.Pages.NOON;
import static monkey.dataset.knowledge.Pages.page;
import static monkey.dataset.knowledge.Pages.wheel;

import java.util.ArrayList;
import java.util.List;
import monkey.dataset.Dataset;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.DistributionFile;
import monkey.dataset.knowledge.PackageVersion;

/** A run, its environment, and as many stacks of two packages as a test needs. */
public final class Stacks {
    public final Dataset dataset;
    public final RecordedEnvironment environment;
    public final RecordedSpecification specification;
    public final List<Stack> stacks;

    public Stacks(Dataset dataset, int size) {
        this.dataset = dataset;
        environment =
                dataset.runs().environment("e".repeat(64), "python-3.11.7-linux-x86_64", "3.11.7", "{\"tags\": []}");
        specification = dataset.inspections().specification("s".repeat(64), "{\"script\": \"import app\"}");
        List<StackMember> apps = members("app", size);
        StackMember library = members("library", 1).get(0);
        stacks = apps.stream().map(app -> new Stack(List.of(library, app))).toList();
    }

    public Run run(String name) {
        return dataset.runs().findOrCreate(name, "digest of " + name, 0, "{}", NOON);
    }

    /** A run that asks for all the stacks. */
    public Run asking(String name) {
        Run run = run(name);
        dataset.inspections().record(run.id(), environment, specification, 0, stacks);
        return run;
    }

    public static InspectionResult ended(InspectionTask task, Outcome outcome) {
        return new InspectionResult(
                task.inspectionId(), outcome, NOON.plusSeconds(9), 1.5, Failure.NONE, Evidence.NONE, List.of());
    }

    private List<StackMember> members(String packageName, int versions) {
        List<DistributionFile> files = new ArrayList<>();
        for (int i = 0; i < versions; i++) {
            files.add(wheel(packageName, "1." + i));
        }
        dataset.knowledge().record(List.of(page(packageName, files.toArray(DistributionFile[]::new))));
        List<StackMember> members = new ArrayList<>();
        for (PackageVersion version :
                dataset.knowledge().packages(List.of(packageName), LINUX).get(0).versions()) {
            Distribution distribution = version.distributions().get(0);
            members.add(new StackMember(
                    distribution.id(),
                    packageName,
                    version.version(),
                    version.indexUrl(),
                    distribution.file().filename(),
                    distribution.file().url(),
                    distribution.file().sha256()));
        }
        return members;
    }
}
