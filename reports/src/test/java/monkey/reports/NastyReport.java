package monkey.reports;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A report whose every string does its worst, with every outcome, and a count of 400 digits. */
public final class NastyReport {
    static final String MARKUP = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&amp;</details></pre>";
    static final String MARKDOWN = "`` ``` @everyone #1 | [x](https://evil.example) **b** <!-- \\ $x$ ~~~";
    static final String CONTROLS =
            "\u001B[31mred\u001B[0m \u0000\u0001\u0085 half \uD83D pair \uDC00 \u202Egnihton\u2066\u2028 \uFFFF";
    static final String EMOJI = "🐒\uD83D\uDC68\u200D\uD83D\uDC69 naïve 版本";
    static final String LONG = "Aa0-".repeat(120);

    private NastyReport() {}

    public static Report report() {
        List<Inspection> inspections = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            inspections.add(inspection("plain", inspections.size(), outcome, "2.0"));
        }
        inspections.add(inspection("plain", inspections.size(), Outcome.PASSED, "1.0"));
        inspections.add(inspection(MARKUP, 0, Outcome.FAILED, "1!2.0+local.1"));
        return new Report(
                new Run(
                        1,
                        "nasty " + MARKUP + MARKDOWN,
                        "0".repeat(64),
                        3,
                        Run.State.STOPPED,
                        Instant.parse("2026-01-02T03:04:05.678Z"),
                        Optional.of(Instant.parse("2026-01-03T04:05:06Z")),
                        Optional.empty()),
                experiment(),
                new Machine(
                        Map.of("Processor " + MARKUP, CONTROLS),
                        Map.of("uv", MARKDOWN),
                        List.of(new Machine.Lack("memory " + MARKUP, MARKDOWN))),
                List.of(
                        environment("plain", Optional.of(new BigInteger("7".repeat(400)))),
                        environment(MARKUP, Optional.empty())),
                inspections,
                causes(inspections),
                List.of(),
                List.of(
                        new SecurityIndicators(
                                new Pin("a", "2.0"),
                                Optional.empty(),
                                Optional.of("a-2.0.tar.gz"),
                                Optional.of(true),
                                Optional.of(MARKDOWN),
                                new TreeMap<>(Map.of("high/low", 1L, "high/high", 2L, "medium/" + MARKUP, 3L)),
                                new TreeMap<>(Map.of("Python", 1234L, MARKUP, 1L))),
                        new SecurityIndicators(
                                new Pin("b", "nonsense version"),
                                Optional.of(MARKUP + MARKDOWN + CONTROLS),
                                Optional.empty(),
                                Optional.of(false),
                                Optional.empty(),
                                Map.of(),
                                Map.of())));
    }

    private static CauseSearches causes(List<Inspection> inspections) {
        Inspection failing = inspections.stream()
                .filter(inspection -> inspection.outcome() == Outcome.FAILED)
                .findFirst()
                .orElseThrow();
        Inspection passing = inspections.stream()
                .filter(inspection -> inspection.outcome() == Outcome.PASSED)
                .findFirst()
                .orElseThrow();
        Finding proven = new Finding(
                Finding.Kind.FAILURE,
                true,
                "plain",
                List.of("ImportError: " + MARKUP, MARKDOWN, CONTROLS),
                new TreeMap<>(Map.of(MARKUP, List.of("<1!2.0", ">=3"), "a", List.of("==2.0+local.1"))),
                Optional.of(new BigInteger("7".repeat(399))),
                List.of("a!=2.0", MARKUP + "<3"),
                Optional.of(BigInteger.TEN.pow(30)),
                12,
                0,
                List.of(
                        new Finding.Proof(failing, Optional.of(passing), MARKUP, true),
                        new Finding.Proof(failing, Optional.empty(), "", false)));
        Finding suspected = new Finding(
                Finding.Kind.FAILURE,
                false,
                MARKUP,
                List.of(),
                new TreeMap<>(Map.of("a", List.of("==1.0"))),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                1,
                1_000,
                List.of(new Finding.Proof(failing, Optional.empty(), "", false)));
        Finding notLookedInto = new Finding(
                Finding.Kind.FAILURE,
                false,
                "plain",
                List.of(MARKDOWN),
                new TreeMap<>(Map.of("a", List.of("==9.0"))),
                Optional.empty(),
                List.of("a<9.0", "b>=1", MARKUP + "<3"),
                Optional.empty(),
                0,
                30,
                List.of(new Finding.Proof(failing, Optional.empty(), "", false)));
        return new CauseSearches(
                List.of(proven, suspected, notLookedInto),
                List.of(new CauseSearches.Search("plain", 12, true, 0), new CauseSearches.Search(MARKUP, 1, false, 2)),
                List.of());
    }

    private static Experiment experiment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("QUOTES", "it's \"$HOME\" `id`\nnext");
        return new Experiment(
                "{\n  \"name\": \"nasty\",\n  \"script\": \"print('END')\\n</script>\"\n}",
                List.of("a>=1", MARKUP, MARKDOWN),
                "cover " + MARKUP,
                Map.of("limit", MARKDOWN),
                Optional.empty(),
                new Specification(
                        "print('''END\nEND\n$HOME `id` \\n''')\n# " + MARKUP,
                        List.of(new Specification.File("data/it's.txt", "a".repeat(64))),
                        variables,
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of("1Gi"),
                        2));
    }

    private static Environment environment(String name, Optional<BigInteger> count) {
        return new Environment(
                name,
                "3.12.1",
                Map.of("tags", MARKUP),
                new Space(
                        count,
                        count.map(BigInteger.TWO::add),
                        Space.Ending.MEMORY,
                        OptionalInt.of(3),
                        OptionalInt.empty(),
                        Optional.of(new Space.Coverage(3, new BigInteger("9".repeat(30)), BigInteger.ONE))),
                List.of(
                        new LeftOut("a", "", "metadata", MARKUP),
                        new LeftOut("b", "0.1", "a_reason_of_tomorrow", MARKDOWN),
                        new LeftOut("b", "nonsense version", "yanked", CONTROLS)));
    }

    private static Inspection inspection(String environment, int position, Outcome outcome, String version) {
        List<Pin> stack = List.of(
                new Pin("a", version, position % 2 == 1, Optional.of("https://index.example/simple")),
                new Pin(LONG, "1.0"),
                new Pin("z", "3." + position % 3));
        Optional<Failure> failure = outcome == Outcome.PASSED || !outcome.isTried()
                ? Optional.empty()
                : Optional.of(new Failure(
                        MARKUP + outcome,
                        "run",
                        "Type" + MARKDOWN,
                        EMOJI + CONTROLS + LONG,
                        MARKUP,
                        "line 1 https://user:secret@index.example/simple\n" + MARKDOWN + "\n" + CONTROLS + "\n"
                                + MARKUP));
        Item item = new Item(
                0,
                outcome,
                OptionalInt.of(-9),
                OptionalDouble.of(Double.NaN),
                OptionalDouble.of(1e-7),
                OptionalDouble.empty(),
                OptionalLong.of(Long.MAX_VALUE));
        return new Inspection(
                environment.length() + "-" + position,
                environment,
                position,
                stack,
                outcome,
                position == 0,
                OptionalDouble.of(0.25),
                failure,
                outcome.isTried() ? List.of(item) : List.of());
    }
}
