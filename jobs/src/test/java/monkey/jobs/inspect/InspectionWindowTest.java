package monkey.jobs.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import monkey.amun.InspectionResult;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InspectionWindowTest {
    @Test
    void allIsDoneAndNeverMoreThanAWindowOfItAtATime() {
        ScriptedBackend backend = new ScriptedBackend((name, attempt) -> Outcome.PASSED);
        Letters work = new Letters(20);

        assertTrue(new InspectionWindow<String>(backend, 3).run(work, () -> false));

        assertEquals(20, work.ended.size());
        assertEquals(3, backend.mostInFlight);
        assertTrue(work.rooms.stream().allMatch(room -> room >= 1 && room <= 3), work.rooms.toString());
    }

    @Test
    void whatIsTriedAgainKeepsItsPlaceBeforeAllThatIsNew() {
        ScriptedBackend backend = new ScriptedBackend(
                (name, attempt) -> name.equals("a==1") && attempt < 3 ? Outcome.INFRASTRUCTURE : Outcome.PASSED);
        Letters work = new Letters(2);

        new InspectionWindow<String>(backend, 1).run(work, () -> false);

        assertEquals(List.of("a==1", "a==1", "a==1", "b==1"), backend.submitted);
        assertEquals(List.of("a PASSED", "b PASSED"), work.ended);
    }

    @Test
    void theThirdTimeItsEndIsToldWhateverItIs() {
        Letters work = new Letters(1);
        work.firstAttempt = 2; // another process has had the first

        new InspectionWindow<String>(new ScriptedBackend((name, attempt) -> Outcome.INFRASTRUCTURE), 1)
                .run(work, () -> false);

        assertEquals(List.of("a"), work.again);
        assertEquals(List.of("a INFRASTRUCTURE"), work.ended);
    }

    @Test
    void whatIsNotOursAnyMoreIsNotTriedAgain() {
        ScriptedBackend backend = new ScriptedBackend((name, attempt) -> Outcome.INFRASTRUCTURE);
        Letters work = new Letters(1);
        work.ours = false;

        assertTrue(new InspectionWindow<String>(backend, 1).run(work, () -> false));

        assertEquals(List.of("a==1"), backend.submitted);
        assertEquals(List.of(), work.ended);
    }

    @Test
    @Timeout(60)
    void whenItIsEnoughWhatHasEndedIsToldAndTheRestLetGo() {
        ScriptedBackend backend = new ScriptedBackend((name, attempt) -> name.equals("c==1") ? Outcome.PASSED : null);
        InspectionWindow<String> window = new InspectionWindow<>(backend, 3);
        Letters work = new Letters(9);

        assertFalse(window.run(work, () -> !work.ended.isEmpty() && backend.submitted.size() == 4));
        InspectionWindow.LetGo<String> gone = window.letGo(() -> true);

        assertEquals(List.of("c PASSED"), work.ended);
        assertEquals(List.of("a", "b", "d"), gone.cancelled());
        assertEquals(0, gone.left());
        assertEquals(List.of("a==1", "b==1", "d==1"), backend.cancelled);
    }

    @Test
    void nothingBeginsWhenItIsEnoughNotEvenASecondTry() {
        ScriptedBackend backend = new ScriptedBackend((name, attempt) -> Outcome.INFRASTRUCTURE);
        InspectionWindow<String> window = new InspectionWindow<>(backend, 2);
        Letters work = new Letters(2);
        window.wake(); // so that it looks up before it has heard of the first end

        assertFalse(window.run(work, () -> {
            backend.awaitAllEndsTold();
            return !backend.submitted.isEmpty();
        }));

        assertEquals(List.of("a", "b"), window.letGo(() -> true).cancelled());
        assertEquals(List.of("a==1", "b==1"), backend.submitted);
        assertEquals(List.of(), work.again);
    }

    @Test
    void theEndOfWhatWasLetGoIsNotTakenForThatOfAnother() {
        ScriptedBackend backend = new ScriptedBackend((name, attempt) -> attempt == 1 ? null : Outcome.PASSED);
        backend.toldWhenCancelled = true;
        InspectionWindow<String> window = new InspectionWindow<>(backend, 1);
        Letters first = new Letters(1);
        window.run(first, () -> !backend.submitted.isEmpty());
        window.letGo(() -> true);

        Letters second = new Letters(1);
        assertTrue(window.run(second, () -> false));

        assertEquals(List.of(), first.ended);
        assertEquals(List.of("a PASSED"), second.ended);
    }

    @Test
    void whereInspectionsGoOnWithoutUsTheyAreLeftUnlessEverythingIsToStop() {
        for (boolean everything : List.of(true, false)) {
            ScriptedBackend backend = new ScriptedBackend((name, attempt) -> null);
            backend.goesOn = true;
            InspectionWindow<String> window = new InspectionWindow<>(backend, 2);
            window.run(new Letters(2), () -> !backend.submitted.isEmpty());

            InspectionWindow.LetGo<String> gone = window.letGo(() -> everything);

            assertEquals(everything ? List.of("a", "b") : List.of(), gone.cancelled());
            assertEquals(everything ? 0 : 2, gone.left());
        }
    }

    @Test
    @Timeout(60)
    void anotherThreadMayWakeItToSeeThatItIsEnough() throws Exception {
        ScriptedBackend backend = new ScriptedBackend((name, attempt) -> null);
        InspectionWindow<String> window = new InspectionWindow<>(backend, 1);
        boolean[] enough = new boolean[1];
        CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(() -> window.run(new Letters(1), () -> {
            synchronized (enough) {
                return enough[0];
            }
        }));
        synchronized (enough) {
            enough[0] = true;
        }
        window.wake();
        assertFalse(over.get(30, TimeUnit.SECONDS));
    }

    /** So many inspections, each of one letter. */
    private static final class Letters implements Work<String> {
        final Deque<String> left = new ArrayDeque<>();
        final List<Integer> rooms = new ArrayList<>();
        final List<String> again = new ArrayList<>();
        final List<String> ended = new ArrayList<>();
        int firstAttempt = 1;
        boolean ours = true;

        Letters(int count) {
            IntStream.range(0, count)
                    .mapToObj(number -> String.valueOf((char) ('a' + number)))
                    .forEach(left::add);
        }

        @Override
        public List<Begin<String>> next(int room) {
            rooms.add(room);
            List<Begin<String>> next = new ArrayList<>();
            while (next.size() < room && !left.isEmpty()) {
                String letter = left.remove();
                next.add(new Begin<>(letter, firstAttempt, specification(letter)));
            }
            return next;
        }

        private static InspectionSpecification specification(String letter) {
            return new InspectionSpecification(
                    "3.11.7",
                    List.of(new monkey.amun.LockedPackage(
                            letter, "1", java.net.URI.create("https://files.test/" + letter), java.util.Set.of())),
                    "",
                    List.of(),
                    Map.of(),
                    1,
                    Limits.DEFAULT,
                    Optional.empty());
        }

        @Override
        public boolean isOver() {
            return left.isEmpty();
        }

        @Override
        public boolean again(String letter, InspectionResult result) {
            again.add(letter);
            return ours;
        }

        @Override
        public void ended(String letter, InspectionResult result) {
            ended.add(letter + " " + result.outcome());
        }
    }
}
