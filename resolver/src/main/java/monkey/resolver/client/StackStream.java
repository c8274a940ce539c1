package monkey.resolver.client;

import monkey.resolver.ending.Ending;
import monkey.resolver.protocol.AnswerReader;

/**
 * Stacks as they arrive from the child. Not thread-safe. Close it, or read it to the end, before the next request;
 * closing early tells the child to stop and keeps the process usable.
 */
public final class StackStream implements AutoCloseable {
    private final ResolverProcess process;
    private final AnswerReader answer;
    private boolean over;

    StackStream(ResolverProcess process, AnswerReader answer) {
        this.process = process;
        this.answer = answer;
    }

    /**
     * The next stack, ids ascending, or null at the end: then {@link #ending} tells how it ended.
     *
     * @throws ResolverException if the resolver refused the request
     */
    public int[] next() {
        int[] stack = answer.next();
        if (stack == null && !over) {
            over = true;
            process.release(this);
            if (answer.error() != null) {
                throw new ResolverException(answer.error());
            }
        }
        return stack;
    }

    /**
     * How the stream ended, or null before its end. {@link Ending#PARTIAL} says that the child was lost on the way:
     * the stacks that came are good, others are missing.
     */
    public Ending ending() {
        return answer.ending();
    }

    /** Number of stacks that came, once the stream has ended. */
    public long count() {
        return answer.count();
    }

    /** What the strategy has to say about the whole, such as how much a cover covers; may be empty. */
    public String note() {
        return answer.note();
    }

    /** Tells the child to stop if it has not, and reads away what it had already sent. */
    @Override
    public void close() {
        if (!over) {
            process.cancel();
            while (!over) {
                next();
            }
        }
    }
}
