package monkey.reports.performance.deciding;

import java.util.List;
import monkey.reports.causes.StackPoint;

/**
 * What is to be measured next, all of it in the same rounds.
 *
 * @param probes stacks that were not measured yet
 * @param anchors some that were: by them what is new is compared with what was measured before
 */
public record Further(List<StackPoint> probes, List<StackPoint> anchors) {
    public Further {
        probes = List.copyOf(probes);
        anchors = List.copyOf(anchors);
    }

    /** How many stacks take part. */
    int size() {
        return probes.size() + anchors.size();
    }
}
