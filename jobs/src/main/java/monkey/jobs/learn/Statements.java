package monkey.jobs.learn;

import java.util.ArrayList;
import java.util.List;
import monkey.dataset.knowledge.CoreMetadata;
import monkey.dataset.knowledge.StatedRequirement;
import monkey.dataset.python.InvalidNotationException;
import monkey.dataset.python.Marker;
import monkey.dataset.python.Requirement;

/** Takes core metadata apart into what the knowledge base keeps. */
final class Statements {

    private Statements() {}

    /**
     * @throws InvalidNotationException if the metadata or one of its requirements cannot be read: as for pip, one such
     *     requirement spoils the distribution, since nobody knows what it asks for
     */
    static CoreMetadata of(byte[] content) {
        monkey.dataset.python.CoreMetadata read = monkey.dataset.python.CoreMetadata.parse(content);
        List<StatedRequirement> stated = new ArrayList<>(read.requiresDist().size());
        for (String line : read.requiresDist()) {
            Requirement requirement = Requirement.parse(line);
            stated.add(new StatedRequirement(
                    line,
                    requirement.name().toString(),
                    requirement.extras(),
                    requirement.specifiers().toString(),
                    requirement.url().orElse(null),
                    requirement.marker().map(Marker::toString).orElse(null),
                    requirement
                            .marker()
                            .map(marker -> List.copyOf(marker.extras()))
                            .orElse(List.of())));
        }
        return new CoreMetadata(read.requiresPython().orElse(null), read.providesExtra(), stated);
    }
}
