package monkey.resolver.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import monkey.resolver.answer.Rehearsal;
import monkey.resolver.answer.Session;
import monkey.resolver.answer.Sink;
import monkey.resolver.ending.Ending;
import monkey.resolver.ending.Patience;
import monkey.resolver.graph.Graph;
import monkey.resolver.graph.GraphFormatException;
import monkey.resolver.protocol.FrameSink;
import monkey.resolver.protocol.FrameWriter;
import monkey.resolver.protocol.ProtocolException;
import monkey.resolver.protocol.Server;
import monkey.resolver.request.Command;
import monkey.resolver.request.Request;
import monkey.resolver.request.RequestParser;
import monkey.resolver.request.UsageException;
import monkey.resolver.text.TextGraphReader;
import monkey.resolver.text.TextSink;

/** The resolver's command line. Exit codes: 0 done, 1 the run failed, 2 wrong usage or input. */
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final long STACK_BYTES = 1L << 29;

    private Main() {}

    /** Runs a command line and exits. */
    public static void main(String[] arguments) throws InterruptedException {
        int[] code = {FAILED};
        // A network of many variables is searched by deep recursion; the default stack is made for shallower work.
        Thread worker = new Thread(null, () -> code[0] = run(arguments), "resolver", STACK_BYTES);
        worker.start();
        worker.join();
        Runtime.getRuntime().halt(code[0]);
    }

    private static int run(String[] arguments) {
        try {
            return execute(arguments);
        } catch (UsageException | GraphFormatException | ProtocolException e) {
            return fail(WRONG_INPUT, e.getMessage());
        } catch (ClosedOutput e) {
            return DONE;
        } catch (FileNotFoundException e) {
            return fail(WRONG_INPUT, "the graph can't be read: " + e.getMessage());
        } catch (IOException e) {
            return fail(FAILED, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return fail(FAILED, "memory 0\nthe graph does not fit into the memory given: try a larger -Xmx");
        }
    }

    private static int execute(String[] arguments) throws IOException, UsageException, GraphFormatException {
        if (arguments.length == 0 || arguments[0].equals("--help") || arguments[0].equals("help")) {
            System.out.print(Help.TEXT);
            return arguments.length == 0 ? WRONG_INPUT : DONE;
        }
        ClosableOutput out = new ClosableOutput(new FileOutputStream(FileDescriptor.out));
        if (arguments.length == 1 && arguments[0].equals("serve")) {
            new Server(new FileInputStream(FileDescriptor.in), out).serve();
            return DONE;
        }
        RequestParser.Parsed parsed = RequestParser.parse(Arrays.asList(arguments));
        Patience patience = parsed.request().deadline() == null
                ? Patience.endless()
                : Patience.ofNanos(parsed.request().deadline().toNanos());
        if (parsed.graph() == null) {
            throw new UsageException("a graph is needed: a file, or - for standard input");
        }
        Session session = new Session(read(parsed.graph(), parsed.request()));
        if (parsed.binary()) {
            FrameWriter frames = new FrameWriter(out);
            frames.greet();
            EndingSink sink = new EndingSink(new FrameSink(frames));
            session.answer(parsed.request(), patience, sink);
            return sink.ending == Ending.MEMORY ? FAILED : DONE;
        }
        TextSink sink = new TextSink(out);
        session.answer(parsed.request(), patience, sink);
        return report(parsed.request().command(), sink);
    }

    private static int report(Command command, TextSink sink) {
        if (!sink.note().isEmpty()) {
            System.err.println(sink.note());
        }
        if (command == Command.STACKS || sink.ending() != Ending.COMPLETE) {
            System.err.println(sink.ending().word() + " " + sink.count());
        }
        boolean unanswered = command != Command.STACKS && sink.ending() != Ending.COMPLETE;
        return unanswered || sink.ending() == Ending.MEMORY ? FAILED : DONE;
    }

    private static Graph read(String file, Request request) throws IOException, GraphFormatException {
        try (InputStream in = file.equals("-") ? new FileInputStream(FileDescriptor.in) : new FileInputStream(file);
                Rehearsal rehearsal = new Rehearsal(request)) {
            return TextGraphReader.read(rehearsal.watch(in));
        } catch (GraphFormatException e) {
            throw file.equals("-") ? e : new GraphFormatException(file + ", " + e.getMessage());
        }
    }

    private static int fail(int code, String message) {
        System.err.println(message);
        return code;
    }

    /** Passes an answer on and remembers how it ended. */
    private static final class EndingSink implements Sink {
        private final Sink sink;
        private Ending ending;

        EndingSink(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void stack(monkey.resolver.diagram.StackCursor cursor) throws IOException {
            sink.stack(cursor);
        }

        @Override
        public void pass() throws IOException {
            sink.pass();
        }

        @Override
        public void line(String text) throws IOException {
            sink.line(text);
        }

        @Override
        public void end(Ending howItEnded, long count, String note) throws IOException {
            ending = howItEnded;
            sink.end(howItEnded, count, note);
        }
    }
}
