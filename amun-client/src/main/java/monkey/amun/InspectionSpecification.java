package monkey.amun;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be inspected: one stack, one script, one base. Two specifications that ask for the same thing have the
 * same {@link #identifier()}, whatever order they were put together in.
 *
 * @param base what the environment is made on; for the local backend a Python version ({@code 3.11} or {@code 3.11.7})
 * @param packages the stack; kept sorted by name
 * @param script Python source text
 * @param files laid beside the script
 * @param environment variables the script sees besides those the backend sets
 * @param batchSize how many times the script runs; at least 1
 * @param limits of one item
 * @param visit present when the items are measured: pinned to processors of their own, with a note of the machine's load
 */
public record InspectionSpecification(
        String base,
        List<LockedPackage> packages,
        String script,
        List<InputFile> files,
        Map<String, String> environment,
        int batchSize,
        Limits limits,
        Optional<Visit> visit) {

    /** One whose items are not measured. */
    public InspectionSpecification(
            String base,
            List<LockedPackage> packages,
            String script,
            List<InputFile> files,
            Map<String, String> environment,
            int batchSize,
            Limits limits) {
        this(base, packages, script, files, environment, batchSize, limits, Optional.empty());
    }

    public InspectionSpecification {
        packages = packages.stream()
                .sorted(Comparator.comparing(LockedPackage::name))
                .toList();
        files = files.stream().sorted(Comparator.comparing(InputFile::path)).toList();
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, not " + batchSize);
        }
    }

    /**
     * SHA-256, 64 hex digits, of all that can change an outcome. Where a file lies is left out when its digest is
     * known: a mirror is not another inspection.
     */
    public String identifier() {
        return SpecificationDigest.of(this);
    }

    /** The stack as {@code name==version}, sorted by name. */
    public List<String> stack() {
        return packages.stream().map(LockedPackage::pin).toList();
    }

    /** The stack as a requirements file for {@code uv pip install --no-deps --require-hashes -r}, sorted by name. */
    public String requirements() {
        StringBuilder text = new StringBuilder();
        packages.forEach(locked -> text.append(locked.requirementLine()).append('\n'));
        return text.toString();
    }
}
