package monkey.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import monkey.resolver.diagram.StackCursor;
import monkey.resolver.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

/** Situations that resolvers are tried on (packse and resolvelib publish such), drawn small, with all their stacks beside. */
class MiniaturesTest {
    @Test
    void diamondWhoseSidesAgreeOnlyOnTheOldVersion() {
        assertSpace("root a1,b1 | a1: c1 c2 | b1: c1", "a1 b1 c1");
    }

    @Test
    void excludedOnlyVersionLeavesNothing() {
        assertSpace("root a1 | a1: b2 | b2!");
    }

    @Test
    void excludedOnlyVersionOfOneChoiceLeavesTheOther() {
        assertSpace("root a1,a2 | a2: b1 | b1! | a1: c1", "a1 c1");
    }

    @Test
    void theConflictLiesFarBelowTheChoiceThatCausesIt() {
        assertSpace("root a1,a2 | root z1 | a2: b1 | b1: c1 | c1: d1 | d1: z2 | a1: b1 b2 | b2: c2", "a1 b2 c2 z1");
    }

    @Test
    void circleOfTwoIsEnteredFromOutside() {
        assertSpace("root a1 | a1: b1 b2 | b1: a1 | b2: a2", "a1 b1");
    }

    @Test
    void circleThatNobodyEntersStaysOut() {
        assertSpace("root a1,a2 | a2: b1 | b1: c1 | c1: b1 | a1: d1", "a1 d1", "a2 b1 c1");
    }

    @Test
    void dependingOnItselfIsNoObstacleButOnAnotherVersionOfItselfIs() {
        assertSpace("root a1,a2 | a1: a1 | a2: a1", "a1");
    }

    @Test
    void anExtraIsATypeTiedToTheSameVersion() {
        // e is a[extra]: it needs the same version of a, and what the extra adds.
        assertSpace(
                "root a1,a2,a3 | root b1 | b1: e1 e2 e3 | e1: a1 | e2: a2 | e3: a3 | e3: x1 | x1!| e1: y1 y2",
                "a1 b1 e1 y1",
                "a1 b1 e1 y2",
                "a2 b1 e2");
    }

    @Test
    void aDependencyThatOnlyNewVersionsHaveComesAndGoes() {
        assertSpace("root a1,a2 | a2: b1 b2", "a1", "a2 b1", "a2 b2");
    }

    @Test
    void aPresentPackageIsLimitedByAllWhoNeedIt() {
        assertSpace("root a1 | root b1 | root c1 | a1: d1 d2 | b1: d2 d3 | c1: d1 d2 d3", "a1 b1 c1 d2");
    }

    @Test
    void withoutDirectDependenciesTheEmptyStackIsTheOnlyOne() {
        assertSpace("a1: b1", "");
    }

    @Test
    void aSpaceKnowsItsMembers() {
        Drawing drawing = new Drawing("root a1,a2 | a2: b1 b2");
        StackSpace space = StackSpace.compile(drawing.builder.build());
        assertTrue(space.contains(drawing.id("a1")));
        assertTrue(space.contains(drawing.id("a2"), drawing.id("b1")));
        assertFalse(space.contains(drawing.id("a2")));
        assertFalse(space.contains(drawing.id("a1"), drawing.id("b1")));
        assertTrue(space.feasible(drawing.id("b2")));
        assertFalse(space.feasible(drawing.id("a1"), drawing.id("b2")));
        assertEquals(
                List.of(drawing.id("a2"), drawing.id("b2")).stream().sorted().toList(), space.latest());
    }

    private static void assertSpace(String drawn, String... stacks) {
        Drawing drawing = new Drawing(drawn);
        StackSpace space = StackSpace.compile(drawing.builder.build());
        TreeSet<String> found = new TreeSet<>();
        for (StackCursor cursor = space.stacks(); cursor.next(); ) {
            TreeSet<String> names = new TreeSet<>();
            for (int i = 0; i < cursor.size(); i++) {
                names.add(drawing.names.get(cursor.ids()[i]));
            }
            assertTrue(found.add(String.join(" ", names)));
        }
        assertEquals(new TreeSet<>(List.of(stacks)), found);
        assertEquals(stacks.length, space.count().intValueExact());
    }

    /** A graph in words: {@code root A,B} direct, {@code A: B C} needs, {@code A!} broken; a type is a letter. */
    private static final class Drawing {
        private final GraphBuilder builder = new GraphBuilder();
        private final List<String> names = new ArrayList<>();
        private final Map<String, Integer> ids = new LinkedHashMap<>();

        Drawing(String drawn) {
            TreeSet<String> all = new TreeSet<>();
            for (String word : drawn.split("[ |,:!]+")) {
                if (!word.isEmpty() && !word.equals("root")) {
                    all.add(word);
                }
            }
            for (String name : all) {
                ids.put(name, names.size());
                names.add(name);
                builder.type(name.charAt(0));
            }
            for (String part : drawn.split("\\|")) {
                String statement = part.strip();
                if (statement.startsWith("root ")) {
                    for (String name : statement.substring(5).split(",")) {
                        builder.direct(id(name));
                    }
                } else if (statement.endsWith("!")) {
                    builder.broken(id(statement.substring(0, statement.length() - 1)));
                } else {
                    String[] sides = statement.split(": ");
                    for (String name : sides[1].split(" ")) {
                        builder.pair(id(sides[0]), id(name));
                    }
                }
            }
        }

        int id(String name) {
            return ids.get(name);
        }
    }
}
