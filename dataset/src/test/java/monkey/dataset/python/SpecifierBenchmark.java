package monkey.dataset.python;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long 1,000,000 pairs of a specifier set and a version take: 1,000 sets, each asked about 1,000 versions of one
 * package. Times are of the processor, not of the clock on the wall. Run by {@code scripts/benchmarks/specifiers}; the
 * reference does the same work on the same texts.
 */
final class SpecifierBenchmark {
    private static final int SETS = 1_000;
    private static final int VERSIONS = 1_000;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private SpecifierBenchmark() {}

    public static void main(String[] arguments) {
        Samples samples = new Samples(7);
        List<String> sets = new ArrayList<>();
        while (sets.size() < SETS) {
            String text = samples.specifiers();
            if (!text.contains("===") && SpecifierSet.tryParse(text).isPresent()) {
                sets.add(text);
            }
        }
        List<String> versions = new ArrayList<>();
        while (versions.size() < VERSIONS) {
            versions.add(samples.version());
        }
        System.out.printf(
                "Java %s on %s %s, %d processors%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
        System.out.printf("%,d specifier sets, %,d versions, seed 7, %d rounds%n", SETS, VERSIONS, ROUNDS);
        List<long[]> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(round(sets, versions));
        }
        print("texts read, both kinds", rounds, 0);
        print("1,000,000 pairs one by one", rounds, 1);
        print("1,000,000 pairs by table", rounds, 2);
        PackagingReference packaging = new PackagingReference();
        packaging.ask("timed", sets, versions);
        System.out.printf(
                "%-28s %8.1f ms%n",
                "packaging, one by one", packaging.answers().get(0).asDouble() * 1e3);
    }

    private static long[] round(List<String> setTexts, List<String> versionTexts) {
        long start = THREAD.getCurrentThreadCpuTime();
        List<SpecifierSet> sets = setTexts.stream().map(SpecifierSet::parse).collect(Collectors.toList());
        List<Version> versions = versionTexts.stream().map(Version::parse).collect(Collectors.toList());
        VersionTable table = VersionTable.of(versions);
        long read = THREAD.getCurrentThreadCpuTime();
        long one = 0;
        for (SpecifierSet set : sets) {
            for (Version version : versions) {
                one += set.contains(version) ? 1 : 0;
            }
        }
        long asked = THREAD.getCurrentThreadCpuTime();
        long all = 0;
        for (SpecifierSet set : sets) {
            all += table.contained(set).cardinality();
        }
        long end = THREAD.getCurrentThreadCpuTime();
        if (one != all) {
            throw new IllegalStateException(one + " one by one, " + all + " by table");
        }
        return new long[] {read - start, asked - read, end - asked};
    }

    private static void print(String what, List<long[]> rounds, int column) {
        long[] times =
                rounds.stream().mapToLong(round -> round[column]).sorted().toArray();
        System.out.printf(
                "%-28s %8.1f ms median, %.1f first round%n",
                what, times[times.length / 2] / 1e6, rounds.get(0)[column] / 1e6);
    }
}
