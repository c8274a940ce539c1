package monkey.resolver.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import monkey.resolver.ending.Ending;
import monkey.resolver.graph.Graph;
import monkey.resolver.protocol.AnswerReader;
import monkey.resolver.protocol.FrameWriter;
import monkey.resolver.protocol.GraphFrame;
import monkey.resolver.protocol.RequestFrame;
import monkey.resolver.request.Request;

/**
 * A resolver in a process of its own that holds one graph and answers one request after the other. Running out of
 * memory there costs the answer and nothing here. Not thread-safe.
 *
 * <pre>{@code
 * try (ResolverProcess resolver = ResolverProcess.start(ResolverProcess.command(java, classpath, 512), graph)) {
 *     BigInteger howMany = resolver.count(Request.count());
 *     try (StackStream stacks = resolver.stacks(Request.stacks(Strategy.SAMPLE).withLimit(10).withSeed(7))) {
 *         for (int[] stack; (stack = stacks.next()) != null; ) {
 *             use(stack);
 *         }
 *         report(stacks.ending());
 *     }
 * }
 * }</pre>
 */
public final class ResolverProcess implements AutoCloseable {
    private static final String MAIN = "monkey.resolver.command.Main";

    private final Process process;
    private final OutputStream toChild;
    private final FrameWriter frames;
    private final AnswerReader answers;
    private final StringBuilder complaints = new StringBuilder();
    private final Thread listener;
    private StackStream open;

    private ResolverProcess(Process process) {
        this.process = process;
        toChild = process.getOutputStream();
        frames = new FrameWriter(toChild);
        answers = new AnswerReader(process.getInputStream());
        listener = new Thread(this::listen, "resolver-stderr");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * The command that starts a resolver.
     *
     * @param java path of the java launcher
     * @param classpath the resolver's jar or classes
     * @param heapMebibytes the most memory its heap may take
     */
    public static List<String> command(String java, String classpath, int heapMebibytes) {
        return List.of(java, "-Xmx" + heapMebibytes + "m", "-Xshare:auto", "-cp", classpath, MAIN, "serve");
    }

    /**
     * Starts a child and sends it the graph.
     *
     * @throws ResolverException if the command can't be started
     */
    public static ResolverProcess start(List<String> command, Graph graph) {
        Process process;
        try {
            process = new ProcessBuilder(new ArrayList<>(command)).start();
        } catch (IOException e) {
            throw new ResolverException("the resolver does not start: " + e.getMessage(), e);
        }
        ResolverProcess resolver = new ResolverProcess(process);
        try {
            resolver.frames.greet();
            GraphFrame.write(graph, resolver.frames);
            resolver.toChild.flush();
        } catch (IOException e) {
            // The child is gone already; the first answer will say why.
        }
        return resolver;
    }

    /**
     * Number of stacks, exactly.
     *
     * @throws ResolverException if it can't be had: {@code ending()} of the exception's message says why
     */
    public BigInteger count(Request request) {
        List<String> lines = lines(request);
        return new BigInteger(lines.get(0));
    }

    /** Whether there is a stack within the limits of a {@link Request#feasible} request. */
    public boolean isFeasible(Request request) {
        return lines(request).get(0).equals("1");
    }

    /**
     * The lines of an answer in text: of {@code describe}, {@code explain}, {@code count}.
     *
     * @throws ResolverException if the request is refused, or the answer did not come to its end
     */
    public List<String> lines(Request request) {
        ask(request);
        while (answers.next() != null) {
            // An answer in text has no stacks; should there be some, they are not what was asked for.
        }
        if (answers.error() != null) {
            throw new ResolverException(answers.error());
        }
        if (answers.ending() != Ending.COMPLETE) {
            throw new ResolverException("no answer: " + answers.ending().word() + lastWords());
        }
        return List.copyOf(answers.lines());
    }

    /** Opens a stream of stacks. The one opened before, if any, is closed. */
    public StackStream stacks(Request request) {
        ask(request);
        open = new StackStream(this, answers);
        return open;
    }

    private void ask(Request request) {
        if (open != null) {
            open.close();
        }
        answers.begin();
        try {
            RequestFrame.write(request, frames);
        } catch (IOException e) {
            // The child is gone; reading the answer will find that out and make it partial.
        }
    }

    void release(StackStream stream) {
        if (open == stream) {
            open = null;
        }
    }

    void cancel() {
        try {
            RequestFrame.writeCancel(frames);
        } catch (IOException e) {
            // Gone: there is nothing to cancel.
        }
    }

    /** What the child wrote on its standard error so far, for messages. */
    public String complaints() {
        synchronized (complaints) {
            return complaints.toString();
        }
    }

    private String lastWords() {
        String said = complaints();
        return said.isEmpty() ? "" : " (" + said.strip() + ")";
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                synchronized (complaints) {
                    if (complaints.length() < 10_000) {
                        complaints.append(line).append('\n');
                    }
                }
            }
        } catch (IOException e) {
            // The child's standard error is gone with the child.
        }
    }

    /** Ends the child. */
    @Override
    public void close() {
        process.destroy();
        try {
            toChild.close();
        } catch (IOException e) {
            // It was closed from the other side.
        }
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The child itself, for tests that kill it. */
    Process process() {
        return process;
    }
}
