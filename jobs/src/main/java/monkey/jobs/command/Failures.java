package monkey.jobs.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import monkey.amun.UnsuitableSpecificationException;
import monkey.amun.interpreters.InterpreterNotFoundException;
import monkey.dataset.UnusableDatabaseException;
import monkey.jobs.experiment.InvalidExperimentException;
import monkey.jobs.index.http.IndexException;
import monkey.jobs.services.ServicesException;
import monkey.jobs.transport.TransportException;
import monkey.jobs.workbench.UnusableBackendException;
import monkey.resolver.client.ResolverException;

/** What a command that did not work says, and its exit code. A stack trace is only for mistakes of ours. */
final class Failures {
    private Failures() {}

    static int explain(Exception problem, Terminal terminal, boolean verbose) {
        if (problem instanceof CommandException known) {
            terminal.say(known.getMessage());
            trace(known.getCause(), terminal, verbose);
            return known.exitCode();
        }
        if (problem instanceof InvalidExperimentException || problem instanceof InterpreterNotFoundException) {
            terminal.say(problem.getMessage());
            return ExitCode.WRONG_INPUT;
        }
        if (problem instanceof UnsuitableSpecificationException) {
            terminal.say(problem.getMessage());
            return ExitCode.WRONG_INPUT;
        }
        if (problem instanceof UnusableDatabaseException
                || problem instanceof UnusableBackendException
                || problem instanceof ServicesException
                || problem instanceof TransportException
                || problem instanceof ResolverException) {
            terminal.say(problem.getMessage());
            trace(problem, terminal, verbose);
            return ExitCode.FAILED;
        }
        if (problem instanceof UncheckedIOException wrapped) {
            return explain(wrapped.getCause(), terminal, verbose);
        }
        if (problem instanceof IndexException) {
            terminal.say(problem.getMessage() + ". With --offline, what is known already is used.");
            trace(problem, terminal, verbose);
            return ExitCode.FAILED;
        }
        if (problem instanceof IOException) {
            terminal.say(words((IOException) problem));
            trace(problem, terminal, verbose);
            return ExitCode.FAILED;
        }
        terminal.say("internal error: " + problem
                + (verbose ? "" : ". Run it again with --verbose for the stack trace, and please report it."));
        trace(problem, terminal, verbose);
        return ExitCode.FAILED;
    }

    /** The message of most troubles with files is the file's name alone. */
    private static String words(IOException problem) {
        if (!(problem instanceof FileSystemException of) || of.getReason() != null) {
            return String.valueOf(problem.getMessage());
        }
        String what = switch (of.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "is not there";
            case "FileAlreadyExistsException" -> "is in the way";
            case "NotDirectoryException" -> "is no folder";
            case "AccessDeniedException" -> "may not be read or written by you";
            default -> "cannot be used";
        };
        return of.getFile() + " " + what;
    }

    private static void trace(Throwable problem, Terminal terminal, boolean verbose) {
        if (verbose && problem != null) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            terminal.say(trace.toString().stripTrailing());
        }
    }
}
