package monkey.jobs.workbench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import monkey.resolver.client.ResolverProcess;
import monkey.resolver.graph.Graph;

/** Starts resolvers with the Java that runs this program and the resolver's own jar, and a share of the memory. */
final class ResolverLauncher {
    private static final int LEAST_MEBIBYTES = 512;
    private static final int MOST_MEBIBYTES = 8192;

    private ResolverLauncher() {}

    static ResolverProcess start(Graph graph) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ResolverProcess.start(ResolverProcess.command(java, jar().toString(), heapMebibytes()), graph);
    }

    /** The jar, or in a development environment the folder, that the resolver's classes come from. */
    private static Path jar() {
        try {
            return Path.of(ResolverProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the resolver's classes come from no file", e);
        }
    }

    /** As much as Java would take by itself: a quarter of the machine's memory. */
    private static int heapMebibytes() {
        long share = Runtime.getRuntime().maxMemory() >> 20;
        return (int) Math.max(LEAST_MEBIBYTES, Math.min(MOST_MEBIBYTES, share));
    }
}
