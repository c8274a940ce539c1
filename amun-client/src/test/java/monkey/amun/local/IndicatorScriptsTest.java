package monkey.amun.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import monkey.amun.measuring.Measured;
import monkey.amun.measuring.Measurement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scripts we ship, each run briefly as it stands. */
class IndicatorScriptsTest {
    private static final Path SCRIPTS =
            Path.of("..", "scripts", "inspections").toAbsolutePath().normalize();
    private static final List<String> PLAIN =
            List.of(Inspections.python().executable().toString());

    private static List<String> withNumpy;

    @BeforeAll
    static void haveAnInstaller() {
        Inspections.open(1).close();
        String uv = Inspections.HOME.resolve("tools/uv/bin/uv").toString();
        withNumpy = List.of(
                uv, "run", "--quiet", "--no-project", "--python", PLAIN.get(0), "--with", "numpy==1.26.4", "python");
    }

    @Test
    void helloWorldTimesAWholeInterpreter() throws Exception {
        Map<String, List<Measurement>> values = run(PLAIN, "hello_world.py", Map.of("HELLO_WORLD_REPS", "2"));
        assertEquals(2, values.get("PiHelloWorld.elapsed").size());
    }

    @Test
    void importTimesAModuleOnceInEachInterpreter() throws Exception {
        Map<String, List<Measurement>> values =
                run(PLAIN, "import.py", Map.of("IMPORT_REPS", "3", "IMPORT_MODULE", "email.message"));
        assertEquals(3, values.get("PiImport.elapsed").size());
    }

    @Test
    void pybenchTimesItsLoadsAndTheirSum() throws Exception {
        Map<String, List<Measurement>> values = run(PLAIN, "pybench.py", Map.of("ROUNDS", "2", "PYBENCH_SIZE", "300"));
        assertEquals(13, values.size());
        double sum = values.entrySet().stream()
                .filter(metric -> !metric.getKey().endsWith(".total"))
                .mapToDouble(metric -> metric.getValue().get(1).value())
                .sum();
        assertEquals(values.get("PiPyBench.total").get(1).value(), sum, 1e-9);
    }

    @Test
    void ratesCountEachOperationOfOneProductOnce() throws Exception {
        Map<String, List<Measurement>> product = run(
                withNumpy,
                "matmul.py",
                Map.of("MATMUL_MATRIX_SIZE", "32", "MATMUL_REPS", "3", "MATMUL_MINI_BATCH", "2"));
        assertRate(product, "PiMatmul", 32 * 32 * (2 * 32 - 1));

        Map<String, String> small = Map.of(
                "CONV_REPS",
                "3",
                "CONV_MINI_BATCH",
                "2",
                "BATCH",
                "2",
                "TENSOR_INPUT_WIDTH",
                "21",
                "TENSOR_INPUT_HEIGHT",
                "15",
                "FILTER_INPUT_WIDTH",
                "5",
                "FILTER_OUTPUT_CHANNELS",
                "3");
        // 9 places of the window in a width of 21, 5 in a height of 15
        assertRate(run(withNumpy, "conv1d.py", small), "PiConv1D", 2L * 2 * 9 * 5 * 5 * 3);
        assertRate(run(withNumpy, "conv2d.py", small), "PiConv2D", 2L * 2 * 9 * 5 * 7 * 5 * 1 * 3);
    }

    @Test
    void aSettingThatMakesNoSenseIsRefusedInWords() throws Exception {
        assertRefused("matmul.py", Map.of("MATMUL_DTYPE", "float31"), "float31");
        assertRefused("conv2d.py", Map.of("FILTER_INPUT_WIDTH", "1000"), "does not fit");
    }

    private static void assertRate(Map<String, List<Measurement>> values, String name, long operations) {
        List<Double> elapsed = values.get(name + ".elapsed").stream()
                .map(Measurement::value)
                .sorted()
                .toList();
        assertEquals(3, elapsed.size());
        double rate = values.get(name + ".rate").get(0).value();
        assertEquals(operations, rate * elapsed.get(1) * 1e6, operations * 1e-6, name);
    }

    private static void assertRefused(String script, Map<String, String> settings, String word) throws Exception {
        Process process = start(withNumpy, script, settings);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor());
        assertTrue(said.contains(word) && !said.contains("Traceback"), said);
    }

    private static Map<String, List<Measurement>> run(List<String> python, String script, Map<String, String> settings)
            throws Exception {
        Process process = start(python, script, settings);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        JsonNode indicator = JsonMapper.shared().readTree(printed);
        Set<String> both = new HashSet<>(indicator.get("@parameters").propertyNames());
        both.retainAll(indicator.get("@result").propertyNames());
        assertEquals(Set.of(), both, "parameters and results have names of their own");
        String document = "{\"usage\": {}, \"measurement\": {}, \"stdout\": " + printed + "}";
        List<Measurement> measured = Measured.of(document).orElseThrow().measurements().stream()
                .filter(one -> one.metric().contains("."))
                .toList();
        assertTrue(
                measured.stream().allMatch(one -> one.value() > 0 && !one.unit().isEmpty()), measured.toString());
        return measured.stream().collect(Collectors.groupingBy(Measurement::metric));
    }

    private static Process start(List<String> python, String script, Map<String, String> settings) throws Exception {
        List<String> command = new ArrayList<>(python);
        command.add(SCRIPTS.resolve(script).toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(settings);
        return builder.start();
    }
}
