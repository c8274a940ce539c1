package monkey.jobs.messages;

import java.util.Optional;

/**
 * A package, or one version of it, that something needs is not known. Sent by runs, by {@code learn} and by the solver for
 * what a freshly learnt version depends on; anybody else may send it. Handled by the investigator, which schedules solvers.
 *
 * @param indexUrl where to look; empty: wherever packages come from here
 * @param packageVersion empty (or {@code *}): all versions there are
 * @param solver for which runtime environment, such as {@code solver-debian-12-py311}; empty: all that are configured
 */
public record UnresolvedPackage(
        String packageName,
        Optional<String> indexUrl,
        Optional<String> packageVersion,
        Optional<String> solver,
        BaseFields base)
        implements Message {
    public UnresolvedPackage(
            String packageName, Optional<String> indexUrl, Optional<String> packageVersion, Optional<String> solver) {
        this(packageName, indexUrl, packageVersion, solver, BaseFields.ours());
    }

    @Override
    public String key() {
        return Message.packageKey(packageName);
    }
}
