package monkey.jobs.security;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import monkey.amun.LockedPackage;
import monkey.dataset.knowledge.DistributionFile;
import monkey.dataset.python.Requirement;
import monkey.jobs.encode.Encoder;
import monkey.jobs.encode.Encoding;
import monkey.jobs.encode.Member;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.learn.Learner;
import monkey.jobs.learn.LearningProgress;
import monkey.jobs.learn.UnmeetableRootException;
import monkey.jobs.reach.History;
import monkey.jobs.reach.SourcePolicy;
import monkey.jobs.reach.SpaceRequest;
import monkey.jobs.workbench.LearningBench;
import monkey.jobs.workbench.Target;
import monkey.resolver.StackSpace;

/**
 * The linter and the counter of lines: chosen as an installer would, from the same indexes and by the same means as any
 * other stack. (A handful of packages, of which the newest versions suffice: their space is compiled in this process.)
 *
 * @param python that they run on
 * @param packages to be installed for them
 * @param names and versions, for whoever reads what they said
 */
record Tools(String python, List<LockedPackage> packages, String names) {
    private static final List<String> WANTED = List.of("bandit", "pygount");
    private static final int NEWEST = 30;

    /** @throws IOException if they cannot be had from the indexes that are configured */
    static Tools choose(LearningBench bench, Clock clock) throws IOException {
        Target target = bench.target("3");
        SpaceRequest request = new SpaceRequest(
                WANTED.stream().map(Requirement::parse).toList(),
                target.environment(),
                Optional.empty(),
                false,
                SourcePolicy.NEVER,
                Map.of(),
                new History(OptionalInt.of(NEWEST), false),
                bench.locations().stream().map(IndexLocation::toString).toList());
        try {
            Encoding space = Encoder.encode(new Learner(bench.dataset().knowledge(), bench.indexes(), clock)
                    .learn(request, LearningProgress.SILENT));
            List<Member> stack = space.stack(StackSpace.compile(space.graph()).latest().stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
            if (stack.isEmpty()) {
                throw new IOException("no stack of " + String.join(" and ", WANTED) + " can be installed for Python "
                        + target.interpreter().version());
            }
            return new Tools(
                    target.interpreter().version(),
                    stack.stream().map(Tools::locked).toList(),
                    stack.stream()
                            .filter(member -> WANTED.contains(member.packageName()))
                            .map(member -> member.packageName() + " " + member.version())
                            .collect(Collectors.joining(", ")));
        } catch (UnmeetableRootException e) {
            throw new IOException("the security linter cannot be had: " + e.getMessage(), e);
        }
    }

    private static LockedPackage locked(Member member) {
        DistributionFile file = member.distribution().orElseThrow().file();
        return new LockedPackage(
                member.packageName(),
                member.version(),
                URI.create(file.url()),
                file.sha256() == null ? Set.of() : Set.of(file.sha256()));
    }
}
