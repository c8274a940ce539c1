package monkey.dataset.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpecifierTest {

    @Test
    void specifierSetsAreReadAndRefusedAsPackagingDoes() {
        Samples samples = new Samples(442);
        List<String> texts =
                new ArrayList<>(List.of("", ",", ",,>=1,", "===", "=== a b", "===a)", "~=1", "== 1", "==1.0.*+x"));
        for (int i = 0; i < 6_000; i++) {
            String specifiers = samples.specifiers();
            texts.add(i % 3 == 0 ? samples.spoilt(specifiers) : specifiers);
        }
        PackagingReference packaging = new PackagingReference();
        texts.forEach(text -> packaging.ask("specifiers", text));
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            JsonNode answer = answers.get(i);
            assertEquals(answer.isNull(), SpecifierSet.tryParse(text).isEmpty(), text);
            if (!answer.isNull()) {
                SpecifierSet set = SpecifierSet.parse(text);
                assertEquals(answer.get("pre").asBoolean(), set.namesPreRelease(), text);
                List<String> expected = new ArrayList<>();
                answer.get("texts").forEach(one -> expected.add(one.asString()));
                assertEquals(expected, sorted(set), text);
                assertEquals(set, SpecifierSet.parse(set.toString()), "written again: " + set);
            }
        }
        assertTrue(answers.stream().filter(JsonNode::isNull).count() > 500, "texts that are none must be among them");
    }

    static List<String> sorted(SpecifierSet set) {
        return set.specifiers().stream().map(Specifier::toString).sorted().collect(Collectors.toList());
    }

    @Test
    void versionsAreInRangeAsInPackagingOneByOneAndAllAtOnce() {
        Samples samples = new Samples(443);
        PackagingReference packaging = new PackagingReference();
        List<SpecifierSet> sets = new ArrayList<>();
        List<VersionTable> tables = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            SpecifierSet set = SpecifierSet.tryParse(samples.specifiers()).orElse(SpecifierSet.ANY);
            VersionTable table = VersionTable.of(around(samples, set));
            sets.add(set);
            tables.add(table);
            List<String> texts =
                    table.versions().stream().map(Version::toString).collect(Collectors.toList());
            packaging.ask("contained", set.toString(), texts);
        }
        List<JsonNode> answers = packaging.answers();
        BitSet none = new BitSet();
        for (int i = 0; i < sets.size(); i++) {
            SpecifierSet set = sets.get(i);
            VersionTable table = tables.get(i);
            String contained = answers.get(i).get(0).asString();
            String named = answers.get(i).get(1).asString();
            String about = set + " of " + table.versions();
            assertEquals(contained, digits(table, table.contained(set)), about);
            assertEquals(contained, digits(table, table.admitted(set, none, PreReleases.ALWAYS)), about);
            assertEquals(named, digits(table, table.admitted(set, none, PreReleases.NAMED)), about);
            for (int rank = 0; rank < table.size(); rank++) {
                Version version = table.version(rank);
                assertEquals(contained.charAt(rank) == '1', set.contains(version), set + " and " + version);
                assertEquals(
                        named.charAt(rank) == '1',
                        set.admits(version, false, PreReleases.NAMED),
                        set + " and " + version);
            }
        }
    }

    /** Versions near those that a set names, for that is where ranges end. */
    private static List<Version> around(Samples samples, SpecifierSet set) {
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            versions.add(Version.parse(samples.version()));
        }
        for (Specifier specifier : set.specifiers()) {
            String base = specifier.version().replace(".*", "");
            String bare = Version.tryParse(base)
                    .map(Version::baseVersion)
                    .map(Version::toString)
                    .orElse("1");
            for (String suffix : List.of(
                    "",
                    ".0",
                    ".1",
                    ".0.1",
                    ".dev0",
                    ".dev1",
                    "a0",
                    "a1",
                    "a1.dev0",
                    "a2.dev0",
                    "b1",
                    "rc1",
                    "rc1.post0",
                    "rc1.post1.dev0",
                    ".post0",
                    ".post1",
                    ".post1.dev0",
                    ".post2.dev0",
                    "+x",
                    "+x.1",
                    ".post1+x",
                    "a1+x",
                    ".dev1+x",
                    ".0+x")) {
                Version.tryParse(base + suffix).ifPresent(versions::add);
                versions.add(Version.parse(bare + suffix));
            }
            String next = bare.replaceFirst("\\d+$", Integer.toString(samples.number(4)));
            versions.add(Version.parse(next));
            versions.add(Version.parse(next + ".dev0"));
        }
        return versions;
    }

    private static String digits(VersionTable table, BitSet ranks) {
        StringBuilder digits = new StringBuilder();
        for (int rank = 0; rank < table.size(); rank++) {
            digits.append(ranks.get(rank) ? '1' : '0');
        }
        return digits.toString();
    }

    @Test
    void aYankedVersionIsAdmittedOnlyWhereOneIsPinned() {
        Version version = Version.parse("1.5");
        BitSet yanked = new BitSet();
        yanked.set(0);
        VersionTable table = VersionTable.of(List.of(version));
        for (String pinned : List.of("==1.5", "===1.5", "==1.5.0", ">=1,==1.5")) {
            SpecifierSet set = SpecifierSet.parse(pinned);
            assertTrue(set.admits(version, true, PreReleases.NAMED), pinned);
            assertTrue(table.admitted(set, yanked, PreReleases.NAMED).get(0), pinned);
        }
        for (String loose : List.of("", "==1.*", "==1.5.*", "~=1.5", ">=1.5,<=1.5", "!=1.4")) {
            SpecifierSet set = SpecifierSet.parse(loose);
            assertFalse(set.admits(version, true, PreReleases.NAMED), loose);
            assertFalse(table.admitted(set, yanked, PreReleases.NAMED).get(0), loose);
            assertTrue(set.admits(version, false, PreReleases.NAMED), loose);
        }
    }

    @Test
    void aPreReleaseIsAdmittedOnlyWhereOneIsNamedOrAllAreWanted() {
        Version candidate = Version.parse("2.0rc1");
        for (String naming :
                List.of(">=2.0a1", "==2.0rc1", "===2.0rc1", "<2.0.dev99,>=1|<2.1.dev0", "~=2.0b1", ">1.0.dev1")) {
            SpecifierSet set = SpecifierSet.parse(naming.replaceFirst(".*\\|", ""));
            assertTrue(set.admits(candidate, false, PreReleases.NAMED), naming);
            assertFalse(set.admits(candidate, false, PreReleases.NEVER), naming);
        }
        for (String silent : List.of("", ">=1.0", "==2.0.*", "!=2.0b1", "<=2.0")) {
            SpecifierSet set = SpecifierSet.parse(silent);
            assertFalse(set.admits(candidate, false, PreReleases.NAMED), silent);
            assertTrue(set.admits(candidate, false, PreReleases.ALWAYS), silent);
        }
    }

    @Test
    void aRefusalSaysWhatWouldBeRightAndWhere() {
        assertEquals(
                "only '==' and '!=' take a version with '.*', not '>=' (column 9 of '!=3.0,>=2.7.*')",
                assertThrows(InvalidNotationException.class, () -> SpecifierSet.parse("!=3.0,>=2.7.*"))
                        .getMessage());
        assertEquals(
                "'~=' needs at least two release numbers, as in '~=1.4' (column 3 of '~=1')",
                assertThrows(InvalidNotationException.class, () -> SpecifierSet.parse("~=1"))
                        .getMessage());
        assertEquals(
                "expected one of ~= == != <= >= < > === before a version (column 1 of '1.0')",
                assertThrows(InvalidNotationException.class, () -> SpecifierSet.parse("1.0"))
                        .getMessage());
    }
}
