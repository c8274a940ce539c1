package monkey.resolver.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String DIAMOND = "types 0 1 1 2 2 # a diamond: 0 needs 1 and 2, each of which pins the other\n"
            + "types 3\n"
            + "direct 0\n"
            + "pair 0 1\npair 0 2\npair 0 3\npair 0 4\n"
            + "pair 2 4\n\n"
            + "broken 5\n";

    @Test
    void aCountIsOneNumberAndNothingElse() throws Exception {
        assertEquals(new CommandLine.Result(0, "3\n", ""), CommandLine.run(DIAMOND, "count", "-"));
        assertEquals(
                new CommandLine.Result(0, "2\n", ""),
                CommandLine.run(DIAMOND, "count", "--forbid", "1+3", "--require=4", "-"));
    }

    @Test
    void stacksAreLinesOfAscendingIdsAndTheEndIsOnStandardError() throws Exception {
        CommandLine.Result all = CommandLine.run(DIAMOND, "stacks", "-", "--strategy", "all");
        assertEquals(0, all.exitCode());
        assertEquals(
                List.of("0 1 3", "0 1 4", "0 2 4"),
                all.lines().stream().sorted().toList());
        assertEquals("complete 3\n", all.error());
        assertEquals(
                new CommandLine.Result(0, "0 2 4\n", "complete 1\n"),
                CommandLine.run(DIAMOND, "stacks", "-", "--strategy", "latest"));
        assertEquals(
                "limit 2\n",
                CommandLine.run(DIAMOND, "stacks", "-", "--strategy", "sample", "--limit", "2")
                        .error());
    }

    @Test
    void anEmptySpaceIsAnAnswer() throws Exception {
        String none = "types 0\ndirect 0\nbroken 0\n";
        assertEquals(new CommandLine.Result(0, "0\n", ""), CommandLine.run(none, "count", "-"));
        assertEquals(
                new CommandLine.Result(0, "", "complete 0\n"),
                CommandLine.run(none, "stacks", "-", "--strategy", "all"));
        assertEquals(new CommandLine.Result(0, ">0 0>\n", ""), CommandLine.run(none, "explain", "-"));
    }

    @Test
    void whatIsRequiredTogetherButContradictsItselfIsExplained() throws Exception {
        assertEquals(
                new CommandLine.Result(0, ">2 2>4\n", ""),
                CommandLine.run(DIAMOND, "explain", "-", "--require", "2", "--forbid", "4"));
    }

    @Test
    void whatNothingAsksForIsSaidToBeTheReason() throws Exception {
        CommandLine.Result result = CommandLine.run("types 0 1\ndirect 0\n", "explain", "-", "--require", "1");
        assertEquals(0, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.error().contains("nothing asks for it"), result.error());
    }

    @Test
    void badInputNamesItsLineAndExitsWithTwo() throws Exception {
        assertWrong("line 2: id 7 has no type", "types 0 1\npair 0 7\n", "count", "-");
        assertWrong("the types lines give one to id 0 alone", "types 0\npair 0 7\n", "count", "-");
        assertWrong("the graph has no ids", "", "count", "-", "--require", "0");
        assertWrong("line 1: 'x' is not a type", "types 0 x\n", "count", "-");
        assertWrong("line 1: a number is too large", "types 99999999999999999999\n", "count", "-");
        assertWrong("line 3: 'pare' is no directive", "types 0\n\npare 0 0\n", "count", "-");
        assertWrong("line 2: pair needs two ids", "types 0\npair 0 # 0\n", "count", "-");
        assertWrong("'cuont' is no command", "", "cuont", "-");
        assertWrong("there is no option --limt", "", "stacks", "-", "--limt", "3");
        assertWrong("there is no id 9", "types 0\n", "count", "-", "--require", "9");
        assertWrong("no id has type 4", "types 0\n", "stacks", "-", "--strategy", "combinations", "--of", "4");
    }

    @Test
    void badInputInAFileNamesTheFileToo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("shop.txt"), "types 0\npair 0 7\n");
        assertWrong(file + ", line 2: id 7 has no type", "", "count", file.toString());
    }

    @Test
    void aByteOrderMarkAndWindowsLinesAreRead() throws Exception {
        assertEquals(
                "1\n",
                CommandLine.run("\ufefftypes 0\r\ndirect 0 \r\n", "count", "-").out());
    }

    private static void assertWrong(String message, String graph, String... words) throws Exception {
        CommandLine.Result result = CommandLine.run(graph, words);
        assertEquals(2, result.exitCode(), result.error());
        assertTrue(result.error().contains(message), result.error());
        assertEquals("", result.out());
    }

    @Test
    void aDeadlineEndsALongAnswerAndSaysSo() throws Exception {
        CommandLine.Result result = CommandLine.run(
                star(6), "stacks", "-", "--strategy", "all", "--deadline", "200ms", "--limit", "999999");
        assertEquals(0, result.exitCode());
        assertTrue(result.error().matches("(deadline|limit) " + result.lines().size() + "\n"), result.error());
    }

    @Test
    void aClosedPipeEndsItQuietly() throws Exception {
        Process process =
                new ProcessBuilder(CommandLine.command(List.of(), "stacks", "-", "--strategy", "all")).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(star(12).getBytes(StandardCharsets.US_ASCII));
        }
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            assertEquals(12, out.readLine().split(" ").length);
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void theSameArgumentsGiveTheSameBytes() throws Exception {
        for (String strategy : List.of("all", "sample", "cover")) {
            String[] words = {"stacks", "-", "--strategy", strategy, "--seed", "7", "--limit", "20"};
            assertEquals(CommandLine.run(star(5), words), CommandLine.run(star(5), words));
        }
    }

    @Test
    void whatCannotBeCompiledIsDescribedAllTheSameAndTheWayOnIsSaid() throws Exception {
        byte[] grid = grid(14).getBytes(StandardCharsets.US_ASCII);
        CommandLine.Result described = CommandLine.run(grid, List.of("-Xmx24m"), "describe", "-");
        assertEquals(0, described.exitCode(), described.error());
        assertTrue(described.lines().contains("alive ids                 784"), described.out());
        assertTrue(described.lines().contains("count                     unknown"), described.out());
        assertTrue(described.error().contains("--strategy latest|all"), described.error());

        CommandLine.Result count = CommandLine.run(grid, List.of(), "count", "-", "--deadline", "300ms");
        assertEquals(1, count.exitCode());
        assertEquals("", count.out());
        assertTrue(count.error().matches(".*--strategy latest\\|all.*\ndeadline 0\n"), count.error());

        CommandLine.Result latest = CommandLine.run(grid, List.of(), "stacks", "-", "--strategy", "latest");
        assertEquals("complete 1\n", latest.error());
    }

    /** Rows and columns of types; each id needs one of two of the next in its row, and of two in its column. */
    private static String grid(int side) {
        StringBuilder graph = new StringBuilder();
        for (int type = 0; type < side * side; type++) {
            graph.append(("types " + type + '\n').repeat(4));
        }
        graph.append("direct 0 1 2 3\n");
        for (int type = 0; type < side * side; type++) {
            for (int v = 0; v < 4; v++) {
                for (int i = 0; i < 2; i++) {
                    int row = (v + i) % 4;
                    int column = (v + 2 * i) % 4;
                    if (type % side + 1 < side) {
                        graph.append("pair " + (4 * type + v) + ' ' + (4 * type + 4 + row) + '\n');
                    }
                    if (type / side + 1 < side) {
                        graph.append("pair " + (4 * type + v) + ' ' + (4 * (type + side) + column) + '\n');
                    }
                }
            }
        }
        return graph.toString();
    }

    static String star(int types) {
        StringBuilder graph = new StringBuilder();
        for (int id = 0; id < 10 * types; id++) {
            graph.append("types ")
                    .append(id / 10)
                    .append("\ndirect ")
                    .append(id)
                    .append('\n');
        }
        return graph.toString();
    }
}
