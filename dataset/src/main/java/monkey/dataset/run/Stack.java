package monkey.dataset.run;

import java.util.Comparator;
import java.util.List;
import monkey.dataset.digest.Sha256;

/** A set of distributions, one per package, in order of package names. */
public record Stack(List<StackMember> members) {
    public Stack {
        members = members.stream()
                .sorted(Comparator.comparing(StackMember::packageName))
                .toList();
    }

    /** {@code name==version} of every member, in order of names. */
    public List<String> pins() {
        return members.stream().map(StackMember::pin).toList();
    }

    /**
     * SHA-256 over the lines {@code name==version sha256 index}, in order of names, each ended by a line feed. Where an
     * index states no SHA-256 the file's name stands for it.
     */
    public String digest() {
        return Sha256.ofLines(members.stream()
                .map(m -> m.pin() + " " + (m.sha256() != null ? m.sha256() : m.filename()) + " " + m.indexUrl())
                .toList());
    }

    /** SHA-256 over the three digests, each ended by a line feed: the same inspection, whoever asks and whenever. */
    public String inspectionDigest(RecordedEnvironment environment, RecordedSpecification specification) {
        return Sha256.ofLines(List.of(digest(), environment.digest(), specification.digest()));
    }
}
