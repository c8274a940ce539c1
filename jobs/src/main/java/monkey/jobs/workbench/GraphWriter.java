package monkey.jobs.workbench;

import monkey.jobs.encode.Encoding;
import monkey.resolver.graph.Graph;

/**
 * Writes a stack space as the resolver's command line reads it, with the name and version of each id as a comment. The
 * order of direct dependencies and pairs is kept, because the strategy {@code latest} goes by it.
 */
public final class GraphWriter {
    private static final int DIRECT_IN_LINE = 20;

    private GraphWriter() {}

    /** Without comments, for machines. */
    public static String plain(Encoding encoding) {
        return write(encoding.graph(), null);
    }

    /** With a line at the top and names and versions as comments. */
    public static String commented(Encoding encoding, String title) {
        return "# " + title.replace('\n', ' ') + "\n" + write(encoding.graph(), encoding);
    }

    private static String write(Graph graph, Encoding names) {
        StringBuilder text = new StringBuilder(16 * graph.pairCount() + 32 * graph.idCount());
        for (int id = 0; id < graph.idCount(); id++) {
            text.append("types ").append(graph.typeOf(id));
            if (names != null) {
                text.append(" # ").append(id).append(' ').append(names.member(id));
            }
            text.append('\n');
        }
        for (int i = 0; i < graph.directCount(); i++) {
            text.append(i % DIRECT_IN_LINE == 0 ? "direct " : " ").append(graph.direct(i));
            if (i % DIRECT_IN_LINE == DIRECT_IN_LINE - 1 || i == graph.directCount() - 1) {
                text.append('\n');
            }
        }
        for (int id = 0; id < graph.idCount(); id++) {
            for (int i = graph.firstTarget(id); i < graph.firstTarget(id + 1); i++) {
                text.append("pair ")
                        .append(id)
                        .append(' ')
                        .append(graph.target(i))
                        .append('\n');
            }
            if (graph.isBroken(id)) {
                text.append("broken ").append(id).append('\n');
            }
        }
        return text.toString();
    }
}
