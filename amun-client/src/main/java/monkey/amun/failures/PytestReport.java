package monkey.amun.failures;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first test that failed, read from what pytest printed. Many a script runs a test suite in a process of its own: nothing of
 * it is on its standard error, and its exit status says only that some test failed.
 *
 * @param type of the exception, {@code AssertionError} where only the assertion is told
 * @param message may be empty
 * @param test the test's name, {@code test_it.py::test_it}
 */
record PytestReport(String type, String message, String test) {
    private static final Pattern SUMMARY = Pattern.compile("(?m)^(?:FAILED|ERROR) (\\S+)(?: - (.*))?$");
    private static final Pattern ERROR = Pattern.compile("(?m)^E {3,}(?!\\[ *\\d+%])(\\S.*)$");
    private static final Pattern EXCEPTION =
            Pattern.compile("([A-Za-z_][\\w.]*): *(.*)|([A-Za-z_][\\w.]*(?:Error|Exception|Exit))");

    static Optional<PytestReport> in(String stdout) {
        Matcher summary = SUMMARY.matcher(stdout);
        if (!summary.find()) {
            return Optional.empty();
        }
        // Of the line of progress an E at its start is one too, with more behind it. The summary is cut off where a
        // line ends; what the test itself was told is whole.
        Matcher error = ERROR.matcher(stdout);
        String said = error.find()
                ? error.group(1).strip()
                : summary.group(2) == null ? "" : summary.group(2).strip();
        Matcher exception = EXCEPTION.matcher(said);
        if (!exception.matches()) {
            return Optional.of(new PytestReport("AssertionError", said, summary.group(1)));
        }
        return Optional.of(
                exception.group(3) == null
                        ? new PytestReport(exception.group(1), exception.group(2), summary.group(1))
                        : new PytestReport(exception.group(3), "", summary.group(1)));
    }
}
