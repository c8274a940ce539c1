package monkey.jobs.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import monkey.amun.interpreters.Interpreter;
import monkey.amun.interpreters.Interpreters;
import monkey.dataset.environment.InterpreterReport;
import monkey.dataset.environment.RuntimeEnvironment;
import monkey.jobs.experiment.Experiment.TargetEnvironment;

/** Asks interpreters of this machine what they decide about packages. */
final class Pythons {
    private static final String QUESTION = "/monkey/amun/inspection/interpreter.py";
    private static final int SECONDS = 30;

    private Pythons() {}

    /**
     * @throws monkey.amun.interpreters.InterpreterNotFoundException if it is not here; the message lists those that are
     * @throws IOException if it does not answer
     */
    static Target target(TargetEnvironment wanted, Interpreters here) throws IOException {
        Interpreter interpreter = here.find(wanted.python());
        String report = ask(interpreter);
        return new Target(wanted.name(), interpreter, RuntimeEnvironment.of(InterpreterReport.parse(report)), report);
    }

    private static String ask(Interpreter interpreter) throws IOException {
        Process process = new ProcessBuilder(interpreter.executable().toString(), "-I", "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream question = Pythons.class.getResourceAsStream(QUESTION);
                OutputStream in = process.getOutputStream()) {
            question.transferTo(in);
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return answer.strip();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException("Python " + interpreter.version() + " at " + interpreter.executable()
                + " does not say what it is. Try it by hand, or name another Python");
    }
}
