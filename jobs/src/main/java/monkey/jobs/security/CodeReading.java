package monkey.jobs.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import monkey.amun.Backend;
import monkey.amun.InputFile;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.Outcome;
import monkey.amun.Submission;
import monkey.dataset.learning.SecurityAnalysis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the tools read one archive: as an inspection whose stack is the tools and whose script hands them the code. So it runs
 * without network and rights, within limits, and the tools are installed once.
 */
final class CodeReading {
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(10), 2L << 30, 1);
    private static final String SCRIPT = script();

    private final Backend backend;
    private final Tools tools;

    CodeReading(Backend backend, Tools tools) {
        this.backend = backend;
        this.tools = tools;
    }

    /**
     * @throws IOException if it could not be tried, which is not the code's fault
     */
    SecurityAnalysis read(String filename, byte[] archive) throws IOException, InterruptedException {
        Submission submission = backend.submit(new InspectionSpecification(
                tools.python(),
                tools.packages(),
                SCRIPT,
                List.of(new InputFile(filename, archive)),
                Map.of("ARCHIVE", filename),
                1,
                LIMITS));
        try {
            return analysis(filename, submission.result().get());
        } catch (ExecutionException e) {
            throw new IOException("the code of " + filename + " could not be looked at: " + e.getCause(), e);
        } catch (InterruptedException e) {
            submission.cancel();
            throw e;
        }
    }

    private SecurityAnalysis analysis(String filename, InspectionResult result) throws IOException {
        if (result.outcome() == Outcome.PASSED) {
            JsonNode said = JsonMapper.shared()
                    .readTree(result.items().get(0).document())
                    .path("stdout");
            List<SecurityAnalysis.Indicator> indicators = new ArrayList<>();
            said.forEachEntry((tool, values) -> values.forEachEntry(
                    (name, value) -> indicators.add(new SecurityAnalysis.Indicator(tool, name, value.asLong()))));
            return new SecurityAnalysis(null, filename, tools.names(), indicators);
        }
        if (result.outcome() == Outcome.BUILD_FAILED
                || result.outcome() == Outcome.INFRASTRUCTURE
                || result.outcome() == Outcome.CANCELLED) {
            throw new IOException("the security linter could not be run: " + result.reason());
        }
        String words = result.items().stream()
                .map(item -> JsonMapper.shared()
                        .readTree(item.document())
                        .path("stderr")
                        .asString("")
                        .strip())
                .filter(said -> !said.isEmpty())
                .map(said -> said.lines().reduce((first, last) -> last).orElse(""))
                .findFirst()
                .orElse(result.reason());
        return SecurityAnalysis.failed(result.outcome().word().replace('_', ' ') + ": " + words, filename);
    }

    private static String script() {
        try (InputStream script = CodeReading.class.getResourceAsStream("look_at_code.py")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
