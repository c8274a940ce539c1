package monkey.jobs.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Whose turn it is: a rehearsal, then round after round, in each of which everyone is visited once, in an order of its own. */
final class Turns {
    static final int REHEARSAL = -1;

    private final Rounds rounds;
    private final long seed;
    private final Collection<Ongoing> ongoing;
    private final Deque<Ongoing> left;
    private int round = REHEARSAL;
    private long given;

    /**
     * @param seed makes the same order
     * @param ongoing whoever takes part; those who leave it are not visited in the rounds after that, those who join are
     */
    Turns(Rounds rounds, long seed, Collection<Ongoing> ongoing) {
        this.rounds = rounds;
        this.seed = seed;
        this.ongoing = ongoing;
        this.left = new ArrayDeque<>(shuffled());
    }

    /** One visit, of a round or ({@link #isRehearsal}) before all rounds. */
    record Turn(Ongoing of, int round) {
        boolean isRehearsal() {
            return round == REHEARSAL;
        }
    }

    /** The next of this round, or none when it is over. */
    Optional<Turn> next() {
        Ongoing next = left.poll();
        if (next == null) {
            return Optional.empty();
        }
        given++;
        return Optional.of(new Turn(next, round));
    }

    boolean isRehearsal() {
        return round == REHEARSAL;
    }

    /** Goes on to the next round; false when that was the last. */
    boolean nextRound() {
        if (round + 1 >= rounds.count()) {
            return false;
        }
        round++;
        left.addAll(shuffled());
        return true;
    }

    private List<Ongoing> shuffled() {
        List<Ongoing> turns = new ArrayList<>(toDo(round));
        Collections.shuffle(turns, new Random(seed * 1_000_003 + round));
        return turns;
    }

    private List<Ongoing> toDo(int of) {
        return ongoing.stream().filter(one -> !one.hasDone(of)).toList();
    }

    long given() {
        return given;
    }

    /** How many there will be in all. Roughly: the controls, and what fails on the way, are not foreseen. */
    long foreseen() {
        long toCome = left.size();
        for (int later = round + 1; later < rounds.count(); later++) {
            toCome += toDo(later).size();
        }
        return given + toCome;
    }
}
