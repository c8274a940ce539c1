package monkey.jobs.reach;

import java.util.Set;

/** Of which packages a source distribution may stand in where no wheel fits. */
public sealed interface SourcePolicy {

    SourcePolicy NEVER = new Named(Set.of());
    SourcePolicy ALL = new All();

    boolean allows(String packageName);

    /** Of these packages only, by normalized name. */
    record Named(Set<String> packages) implements SourcePolicy {
        public Named {
            packages = Set.copyOf(packages);
        }

        @Override
        public boolean allows(String packageName) {
            return packages.contains(packageName);
        }
    }

    /** Of every package. */
    record All() implements SourcePolicy {
        @Override
        public boolean allows(String packageName) {
            return true;
        }
    }
}
