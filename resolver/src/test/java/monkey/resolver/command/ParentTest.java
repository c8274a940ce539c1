package monkey.resolver.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphBuilder;
import monkey.resolver.protocol.FrameWriter;
import monkey.resolver.protocol.GraphFrame;
import monkey.resolver.protocol.RequestFrame;
import monkey.resolver.request.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentTest {
    @TempDir
    private Path folder;

    @Test
    void aServerThatNobodyWaitsForAnyMoreGivesUpWhatItIsWorkingOn() throws Exception {
        Path conversation = folder.resolve("conversation");
        Files.write(conversation, conversation(entangled(120, 12)));
        Path answers = folder.resolve("answers");
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "in=$1; out=$2; shift 2; \"$@\" < \"$in\" > \"$out\" & wait", "parent"));
        command.add(conversation.toString());
        command.add(answers.toString());
        command.addAll(CommandLine.command(List.of("-Xmx2g"), "serve"));
        Process parent = new ProcessBuilder(command).start();
        try {
            // Its greeting says that it is there and knows its parent; the count would take it hours.
            while (!Files.exists(answers) || Files.size(answers) == 0) {
                assertTrue(parent.isAlive());
                Thread.sleep(20);
            }
            Optional<ProcessHandle> server = parent.children().findFirst();
            assertTrue(server.isPresent());
            try {
                parent.destroyForcibly();
                server.get().onExit().get(60, TimeUnit.SECONDS);
            } finally {
                server.get().destroyForcibly();
            }
        } finally {
            parent.destroyForcibly();
        }
    }

    private static byte[] conversation(Graph graph) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter frames = new FrameWriter(bytes);
        frames.greet();
        GraphFrame.write(graph, frames);
        RequestFrame.write(Request.count(), frames);
        return bytes.toByteArray();
    }

    /** Direct types of which each version goes with most versions of half of the others, at random. */
    private static Graph entangled(int types, int versions) {
        Random random = new Random(1);
        GraphBuilder builder = new GraphBuilder();
        for (int id = 0; id < types * versions; id++) {
            builder.type(id / versions).direct(id);
        }
        for (int id = 0; id < types * versions; id++) {
            for (int type = id / versions + 1; type < types; type++) {
                for (int target = type * versions; type % 2 == 0 && target < (type + 1) * versions; target++) {
                    if (random.nextInt(10) > 0) {
                        builder.pair(id, target);
                    }
                }
            }
        }
        return builder.build();
    }
}
