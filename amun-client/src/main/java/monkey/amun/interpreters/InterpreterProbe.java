package monkey.amun.interpreters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an executable whether it is a Python, and which. */
final class InterpreterProbe {
    private static final Logger LOG = LoggerFactory.getLogger(InterpreterProbe.class);

    // Free-threaded and debug builds answer to the same version but take other wheels, so they are no stand-in.
    private static final String QUESTION = "import sys\n"
            + "usable = sys.version_info >= (3, 6) and sys.implementation.name == 'cpython'\n"
            + "plain = not set('td') & set(getattr(sys, 'abiflags', ''))\n"
            + "if usable and plain:\n"
            + "    print(sys.version.split()[0].rstrip('+'))\n"
            + "    print(sys.base_prefix)\n";

    private InterpreterProbe() {}

    /** Empty when it is no CPython of 3.6 or later, or does not answer. */
    static Optional<Interpreter> ask(Path executable) {
        try {
            Process process = new ProcessBuilder(executable.toString(), "-I", "-S", "-c", QUESTION)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warn("{} did not say within 10 s which Python it is; left out", executable);
                return Optional.empty();
            }
            List<String> answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return answer.size() == 2
                    ? Optional.of(new Interpreter(executable, answer.get(0), Path.of(answer.get(1))))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} can't be run: {}", executable, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
