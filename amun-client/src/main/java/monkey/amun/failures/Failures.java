package monkey.amun.failures;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monkey.amun.Failure;
import monkey.amun.Failure.Phase;
import monkey.amun.failures.Traceback.Frame;

/** Reads failures out of what was written. Total: any text gives a failure. */
public final class Failures {
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern INSTALLED = Pattern.compile(".*/(?:site|dist)-packages/(.+)");
    private static final Pattern STANDARD_LIBRARY = Pattern.compile(".*/lib(?:64)?/python\\d\\.\\d+/(.+)");
    private static final Pattern FATAL = Pattern.compile("(?m)^Fatal Python error: (.+)$");
    private static final Pattern FATAL_FRAME =
            Pattern.compile("most recent call first\\):\\R  File \"(.+)\", line \\d+ in (.*)");
    private static final Pattern INSTALLER_ERROR = Pattern.compile("(?m)^\\s*(?:error|[×✗]|x|ERROR):? *(\\S.*)$");
    private static final Pattern INSTALLER_CAUSE = Pattern.compile("(?m)^\\s*(?:cause:|Caused by:|[├╰]─▶) *(\\S.*)$");

    private Failures() {}

    /**
     * Of a script that ended with other than 0.
     *
     * @param exitCode negative is a signal
     * @param script name of the script's own file; a frame in it is named only when there is no other
     */
    public static Failure ofScript(int exitCode, String stderr, String script) {
        if (exitCode < 0) {
            return ofSignal(-exitCode, stderr, script);
        }
        Optional<Traceback> traceback = Traceback.lastIn(stderr);
        return traceback
                .map(found -> failure(Phase.RUN, found.type(), found.message(), innermost(found.frames(), script)))
                .orElseGet(() -> failure(Phase.RUN, "exit " + exitCode, lastLine(stderr), ""));
    }

    /** The same, of a script that may have left it to pytest to say what went wrong, which says so on standard output. */
    public static Failure ofScript(int exitCode, String stderr, String stdout, String script) {
        Optional<PytestReport> tests =
                exitCode < 0 || Traceback.lastIn(stderr).isPresent() ? Optional.empty() : PytestReport.in(stdout);
        return tests.map(report -> failure(Phase.RUN, report.type(), report.message(), report.test()))
                .orElseGet(() -> ofScript(exitCode, stderr, script));
    }

    private static Failure ofSignal(int signal, String stderr, String script) {
        Matcher fatal = FATAL.matcher(stderr);
        Matcher frame = FATAL_FRAME.matcher(stderr);
        String place = frame.find() ? place(new Frame(frame.group(1), frame.group(2)), script) : "";
        return failure(Phase.RUN, Signals.name(signal), fatal.find() ? fatal.group(1) : "", place);
    }

    /** Of a build, from the installer's log. */
    public static Failure ofBuild(String log) {
        Optional<Traceback> traceback = Traceback.lastIn(log);
        if (traceback.isPresent()) {
            Traceback found = traceback.get();
            return failure(Phase.BUILD, found.type(), found.message(), innermost(found.frames(), ""));
        }
        String cause = last(INSTALLER_CAUSE.matcher(log));
        String error = last(INSTALLER_ERROR.matcher(log));
        String message = !cause.isEmpty() ? cause : !error.isEmpty() ? error : lastLine(log);
        return failure(Phase.BUILD, "installer", message, "");
    }

    /** Of an end that left no words of its own, such as a deadline. */
    public static Failure ofEnd(Phase phase, String type, String message) {
        return failure(phase, type, message, "");
    }

    private static Failure failure(Phase phase, String type, String message, String frame) {
        String kept = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
        return new Failure(phase, type, kept, frame, FailureSignature.of(phase, type, kept, frame));
    }

    private static String innermost(List<Frame> frames, String script) {
        String own = "";
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            if (frame.file().startsWith("<frozen ")) {
                continue;
            }
            if (!fileName(frame.file()).equals(script)) {
                return place(frame, script);
            }
            own = own.isEmpty() ? place(frame, script) : own;
        }
        return own;
    }

    private static String place(Frame frame, String script) {
        String file = frame.file();
        Matcher installed = INSTALLED.matcher(file);
        Matcher standard = STANDARD_LIBRARY.matcher(file);
        String shown =
                installed.matches() ? installed.group(1) : standard.matches() ? standard.group(1) : fileName(file);
        boolean ofModule = frame.function().isEmpty() || frame.function().equals("<module>");
        return ofModule ? shown : shown + " in " + frame.function();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String last(Matcher matcher) {
        String found = "";
        while (matcher.find()) {
            found = matcher.group(1).strip();
        }
        return found;
    }

    private static String lastLine(String text) {
        String stripped = text.stripTrailing();
        return stripped.substring(Math.max(stripped.lastIndexOf('\n'), stripped.lastIndexOf('\r')) + 1)
                .strip();
    }
}
