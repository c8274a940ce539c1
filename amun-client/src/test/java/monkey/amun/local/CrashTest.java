package monkey.amun.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import monkey.amun.InspectionResult;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import org.junit.jupiter.api.Test;

/** What is killed leaves nothing running, and what it could not clear away is cleared by the next. */
class CrashTest {
    @Test
    void when_the_program_is_killed_its_sandboxes_die_and_the_next_one_clears_up() throws Exception {
        try (LocalBackend first = Inspections.open(1)) {
            assertEquals(
                    Outcome.PASSED,
                    Inspections.await(first.submit(Inspections.script("pass"))).outcome());
        }
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingInspection.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        waitFor(() -> isDeepInTheScript(program.descendants()));
        List<ProcessHandle> sandboxed = program.descendants().toList();
        program.destroyForcibly().waitFor();
        waitFor(() -> sandboxed.stream().noneMatch(CrashTest::runs));
        try (LocalBackend next = Inspections.open(1)) {
            assertEquals(List.of(), leftovers(sandboxed));
            assertEquals(
                    Outcome.PASSED,
                    Inspections.await(next.submit(Inspections.script("pass"))).outcome());
        }
    }

    @Test
    void when_the_harness_is_killed_the_script_dies_and_the_inspection_ends_as_infrastructure() throws Exception {
        List<ProcessHandle> sandboxed;
        try (LocalBackend backend = Inspections.open(1)) {
            Submission submission = backend.submit(Inspections.script(SleepingInspection.SCRIPT));
            waitFor(() -> isDeepInTheScript(ProcessHandle.current().descendants()));
            sandboxed = ProcessHandle.current().descendants().toList();
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            InspectionResult result = Inspections.await(submission);
            assertEquals(Outcome.INFRASTRUCTURE, result.outcome());
            assertTrue(result.reason().contains("137"), result.reason());
            waitFor(() -> sandboxed.stream().noneMatch(CrashTest::runs));
        }
        Inspections.open(1).close();
        assertEquals(List.of(), leftovers(sandboxed));
    }

    private static boolean isDeepInTheScript(Stream<ProcessHandle> processes) {
        return processes.anyMatch(process -> process.info().command().orElse("").endsWith("/sleep"));
    }

    /** Directories of inspections, control groups of these processes, mounts. Others may run inspections here as well. */
    private static List<String> leftovers(List<ProcessHandle> processes) throws IOException {
        Set<String> names = processes.stream()
                .map(process -> "monkey-" + process.pid() + "-inspection")
                .collect(Collectors.toSet());
        try (Stream<Path> work = Files.list(Inspections.HOME.resolve("work"));
                Stream<Path> groups = Files.find(
                        Path.of("/sys/fs/cgroup"),
                        8,
                        (path, attributes) -> attributes.isDirectory()
                                && names.contains(path.getFileName().toString()));
                Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return Stream.of(
                            work.map(Path::toString).filter(path -> !path.endsWith(".lock")),
                            groups.map(Path::toString),
                            mounts.filter(mount -> mount.startsWith("monkey ")))
                    .flatMap(each -> each)
                    .toList();
        }
    }

    /** A zombie does not run: it waits for a parent that may take its time. */
    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited three minutes in vain");
            Thread.sleep(20);
        }
    }
}
