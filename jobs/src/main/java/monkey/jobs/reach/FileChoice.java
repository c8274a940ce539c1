package monkey.jobs.reach;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.dataset.knowledge.Distribution;
import monkey.dataset.knowledge.PackageVersion;
import monkey.dataset.knowledge.WheelTags;
import monkey.dataset.python.WheelTag;

/**
 * Which file of a version an installer would take in an environment, whoever asks: by the rules of {@link CandidateReader},
 * all of the index's history considered and no source distribution allowed, for building one executes what it holds. Not
 * thread-safe.
 */
public final class FileChoice {

    private final CandidateReader reader;

    public FileChoice(RuntimeEnvironment environment) {
        this.reader = new CandidateReader(new SpaceRequest(
                List.of(), environment, Optional.empty(), true, SourcePolicy.NEVER, Map.of(), History.ALL, List.of()));
    }

    /** What stands for a version. */
    public sealed interface Choice {}

    /** A file, and what it requires is known. */
    public record Known(Distribution distribution) implements Choice {}

    /** A file, and what it requires is to be learnt; once that is done, another may turn out to be the one to take. */
    public record ToLearn(Distribution distribution) implements Choice {}

    /** No file, because none can be installed there. */
    public record NoneFits(String reason) implements Choice {}

    /** No file, because those that would fit cannot be read. */
    public record Unreadable(String reason) implements Choice {}

    public Choice of(PackageVersion version) {
        Candidate.State state = reader.read(version);
        if (state instanceof Candidate.Usable usable) {
            return new Known(usable.distribution());
        }
        if (state instanceof Candidate.Unlearnt unlearnt) {
            return new ToLearn(unlearnt.distribution());
        }
        Candidate.Unusable unusable = (Candidate.Unusable) state;
        return switch (unusable.reason()) {
            case METADATA -> new Unreadable(unusable.detail());
            case SOURCE_ONLY ->
                new NoneFits("there is only a source distribution, and what it requires is known once it is built");
            case NO_COMPATIBLE_WHEEL -> new NoneFits("none of its wheels fits");
            case REQUIRES_PYTHON -> new NoneFits("it requires Python " + unusable.detail());
            default -> new NoneFits(unusable.detail());
        };
    }

    /** The tags of an environment, taken apart: a wheel fits only where it shares one of each kind. */
    public static WheelTags accepted(RuntimeEnvironment environment) {
        List<WheelTag> tags = environment.tags().tags();
        return new WheelTags(
                tags.stream().map(WheelTag::interpreter).distinct().toList(),
                tags.stream().map(WheelTag::abi).distinct().toList(),
                tags.stream().map(WheelTag::platform).distinct().toList());
    }
}
