package monkey.resolver.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import monkey.resolver.RandomGraphs;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphFormatException;
import monkey.resolver.protocol.AnswerReader;
import monkey.resolver.protocol.FrameWriter;
import monkey.resolver.protocol.GraphFrame;
import monkey.resolver.protocol.RequestFrame;
import monkey.resolver.protocol.Server;
import monkey.resolver.request.Request;
import monkey.resolver.request.Strategy;
import monkey.resolver.text.TextGraphReader;
import org.junit.jupiter.api.Test;

/** Mutated and truncated input of both forms ends in a message with a position, or in an answer; never in anything else. */
class FuzzTest {
    private static final String[] NASTY = {
        "2147483647",
        "2147483646",
        "4294967296",
        "-1",
        "99999999999999999999",
        "types",
        "pair",
        "direct",
        "broken",
        "#",
        "\n",
        "\u0000",
        "\u00ff",
        "+",
        "1e9",
        "0x1",
        "\t",
        "\r\n",
        "  "
    };

    @Test
    void textIsReadOrRefusedWithItsLine() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 4000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(text(RandomGraphs.graph(seed)));
            for (int i = random.nextInt(3); i > 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0:
                        text.insert(at, NASTY[random.nextInt(NASTY.length)]);
                        break;
                    case 1:
                        text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(9)));
                        break;
                    default:
                        text.setCharAt(at, (char) random.nextInt(256));
                }
            }
            try {
                Graph graph = TextGraphReader.read(
                        new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
                assertTrue(graph.idCount() < 1000);
            } catch (GraphFormatException e) {
                refused++;
                assertTrue(e.getMessage().matches("(?s)line \\d+: .*"), e.getMessage());
            }
        }
        assertTrue(refused > 1000 && refused < 3000, refused + " refused");
    }

    @Test
    void framesAreAnsweredOrRefusedWithTheirByte() {
        int whole = 0;
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = conversation(RandomGraphs.graph(seed));
            for (int i = random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
            }
            if (random.nextInt(3) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                new Server(new ByteArrayInputStream(bytes), out).serve();
                whole++;
            } catch (IOException e) {
                assertTrue(e.getMessage().matches("byte \\d+: .*"), e.getMessage());
            }
            AnswerReader answers = new AnswerReader(new ByteArrayInputStream(out.toByteArray()));
            for (int answer = 0; answer < 3; answer++) {
                answers.begin();
                while (answers.next() != null) {
                    assertEquals(null, answers.ending());
                }
                assertTrue(answers.ending() != null || answers.error() != null);
            }
        }
        assertTrue(whole > 300 && whole < 2900, whole + " answered");
    }

    @Test
    void aHeaderThatPromisesBillionsCostsNothing() throws Exception {
        byte[] huge = {
            'M', 'N', 'K', 'Y', 1, 'G', -1, -1, -1, -1, -1, -1, -1, -1, 7, 0, 0, 0,
        };
        CommandLine.Result result = CommandLine.run(huge, List.of("-Xmx32m"), "serve");
        assertEquals(2, result.exitCode(), result.error());
        assertTrue(result.error().startsWith("byte "), result.error());
    }

    private static byte[] conversation(Graph graph) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter frames = new FrameWriter(out);
        try {
            frames.greet();
            GraphFrame.write(graph, frames);
            RequestFrame.write(Request.count(), frames);
            RequestFrame.write(Request.stacks(Strategy.ALL).withLimit(50), frames);
            RequestFrame.write(Request.stacks(Strategy.SAMPLE).withLimit(5), frames);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static String text(Graph graph) {
        StringBuilder text = new StringBuilder("types");
        for (int id = 0; id < graph.idCount(); id++) {
            text.append(' ').append(graph.typeOf(id));
        }
        text.append('\n');
        for (int i = 0; i < graph.directCount(); i++) {
            text.append("direct ").append(graph.direct(i)).append('\n');
        }
        for (int id = 0; id < graph.idCount(); id++) {
            for (int i = graph.firstTarget(id); i < graph.firstTarget(id + 1); i++) {
                text.append("pair ")
                        .append(id)
                        .append(' ')
                        .append(graph.target(i))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
