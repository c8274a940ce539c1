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
import java.util.SplittableRandom;

/** Reports made by hand, for tests and for the picture in the README. */
public final class SampleReports {
    private static final Map<String, List<String>> WEB = new LinkedHashMap<>();

    static {
        WEB.put("click", List.of("8.0.4", "8.1.3", "8.1.7"));
        WEB.put(
                "flask",
                List.of(
                        "1.1.4", "2.0.3", "2.1.0", "2.1.3", "2.2.0", "2.2.2", "2.2.3", "2.2.4", "2.2.5", "2.3.0",
                        "2.3.3"));
        WEB.put("itsdangerous", List.of("2.0.1", "2.1.0", "2.1.2", "2.2.0"));
        WEB.put("jinja2", List.of("2.11.3", "3.0.0", "3.0.3", "3.1.0", "3.1.2", "3.1.4"));
        WEB.put("markupsafe", List.of("1.1.1", "2.0.0", "2.0.1", "2.1.0", "2.1.3", "2.1.5"));
        WEB.put("werkzeug", List.of("2.0.3", "2.1.2", "2.2.3", "2.3.0", "2.3.8", "3.0.0", "3.0.1", "3.0.3"));
    }

    private SampleReports() {}

    /** A small web stack in two environments: two kinds of failure, some stacks not reached, one flaky. */
    public static Report web() {
        return web(60);
    }

    /** The same with so many stacks in each environment. */
    public static Report web(int stacks) {
        SplittableRandom random = new SplittableRandom(7);
        List<Inspection> inspections = new ArrayList<>();
        for (String environment : List.of("py3.9", "py3.12")) {
            for (int position = 0; position < stacks; position++) {
                List<Pin> stack = new ArrayList<>();
                WEB.forEach(
                        (name, versions) -> stack.add(new Pin(name, versions.get(random.nextInt(versions.size())))));
                stack.add(new Pin("blinker", "1.8.2"));
                inspections.add(inspection(environment, position, stacks, stack, random));
            }
        }
        return new Report(
                new Run(
                        7,
                        "flask-1",
                        "9f2c41d07b6e4a55b1f0c83d2a94e6f7c05d1b8e3a6f92d47c10be58a3d6f412",
                        0,
                        Run.State.COMPLETE,
                        Instant.parse("2026-11-22T21:04:10Z"),
                        Optional.of(Instant.parse("2026-11-22T21:07:15Z")),
                        Optional.empty()),
                webExperiment(),
                machine(),
                List.of(
                        environment("py3.9", "3.9.18", "13728442368"),
                        environment("py3.12", "3.12.1", "130000000000000000000000000000000000000000000007")),
                inspections);
    }

    private static Experiment webExperiment() {
        String script = "import flask\n\napp = flask.Flask(\"x\")\n\n\n@app.get(\"/\")\ndef index():\n"
                + "    return flask.render_template_string(\"{{ 1 + 1 }}\")\n\n\n"
                + "assert app.test_client().get(\"/\").data == b\"2\"\n";
        String document =
                "{\n  \"name\": \"flask-1\",\n  \"requirements\": [\"flask>=1.0,<2.4\", \"jinja2<3.2\", \"markupsafe>=1\", \"werkzeug\"],\n"
                        + "  \"environments\": [{\"name\": \"py3.9\", \"python\": \"3.9\"}, {\"name\": \"py3.12\", \"python\": \"3.12\"}],\n"
                        + "  \"strategy\": {\"name\": \"cover\", \"strength\": 2, \"limit\": 60, \"seed\": 7},\n  \"script\": \"import flask\"\n}";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("strength", "2");
        settings.put("limit", "60");
        settings.put("seed", "7");
        return new Experiment(
                document,
                List.of("flask>=1.0,<2.4", "jinja2<3.2", "markupsafe>=1", "werkzeug"),
                "cover",
                settings,
                Optional.of("2026-06-01"),
                new Specification(
                        script,
                        List.of(),
                        Map.of("OMP_NUM_THREADS", "1"),
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of("1Gi"),
                        1));
    }

    private static Machine machine() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Operating system", "Debian GNU/Linux 12");
        facts.put("Kernel", "Linux 6.18.3");
        facts.put("Processor", "AMD EPYC 9R14, 2 of 2 used");
        facts.put("Memory", "23 GiB");
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("Dependency Monkey", "0.1.0");
        tools.put("uv", "0.9.11");
        return new Machine(
                facts,
                tools,
                List.of(new Machine.Lack(
                        "memory limit", "no control group could be made; a limit on address space stands in for it")));
    }

    private static Environment environment(String name, String python, String count) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Platform", "linux, x86_64");
        facts.put(
                "Best wheel tag",
                "cp" + python.substring(0, python.lastIndexOf('.')).replace(".", "") + "-manylinux_2_36_x86_64");
        List<LeftOut> leftOut = new ArrayList<>();
        for (String version : List.of("0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "0.10")) {
            leftOut.add(new LeftOut("flask", version, "source_only", ""));
        }
        leftOut.add(new LeftOut("markupsafe", "1.1.1", "no_compatible_wheel", "wheels are for: cp34, cp35, cp36"));
        leftOut.add(new LeftOut("markupsafe", "2.2.0", "yanked", "released too early"));
        leftOut.add(new LeftOut("jinja2", "3.1.5", "uploaded_later", "2026-08-12T10:00:00Z"));
        return new Environment(
                name,
                python,
                facts,
                new Space(
                        Optional.of(new BigInteger(count)),
                        Optional.of(new BigInteger(count).subtract(BigInteger.valueOf(37))),
                        Space.Ending.LIMIT,
                        OptionalInt.of(7),
                        OptionalInt.of(212),
                        Optional.of(new Space.Coverage(2, BigInteger.valueOf(17512), BigInteger.valueOf(9120)))),
                leftOut);
    }

    private static Inspection inspection(
            String environment, int position, int stacks, List<Pin> stack, SplittableRandom random) {
        Map<String, String> versions = new LinkedHashMap<>();
        stack.forEach(pin -> versions.put(pin.name(), pin.version()));
        boolean oldFlask = List.of("2.0.3", "2.1.0", "2.1.3", "2.2.0", "2.2.2", "2.2.3", "2.2.4")
                .contains(versions.get("flask"));
        Optional<Failure> failure = Optional.empty();
        Outcome outcome = Outcome.PASSED;
        if (position >= stacks - stacks / 20) {
            outcome = Outcome.NOT_REACHED;
        } else if (oldFlask && versions.get("werkzeug").startsWith("3.")) {
            outcome = Outcome.FAILED;
            failure = Optional.of(importError("url_quote", "werkzeug.urls", "flask/app.py", "app.py"));
        } else if (versions.get("jinja2").startsWith("2.")
                && versions.get("markupsafe").startsWith("2.1")) {
            outcome = Outcome.FAILED;
            failure = Optional.of(importError("soft_unicode", "markupsafe", "jinja2/filters.py", "filters.py"));
        } else if (environment.equals("py3.12") && versions.get("flask").equals("1.1.4")) {
            outcome = Outcome.TIMED_OUT;
            failure = Optional.of(new Failure("timed out", "run", "", "the script did not end within 60 s", "", ""));
        } else if (position == 3) {
            outcome = Outcome.FLAKY;
            failure = Optional.of(new Failure("AssertionError", "run", "AssertionError", "", "", ""));
        }
        boolean ran = outcome != Outcome.NOT_REACHED;
        Item item = new Item(
                0,
                outcome,
                outcome == Outcome.TIMED_OUT ? OptionalInt.empty() : OptionalInt.of(outcome == Outcome.PASSED ? 0 : 1),
                OptionalDouble.of(outcome == Outcome.TIMED_OUT ? 60.0 : 0.2 + random.nextInt(40) / 100.0),
                OptionalDouble.of(0.19),
                OptionalDouble.of(0.03),
                OptionalLong.of(41_943_040));
        return new Inspection(
                environment + "-" + position,
                environment,
                position,
                stack,
                outcome,
                ran && position % 9 == 8,
                ran ? OptionalDouble.of(0.4) : OptionalDouble.empty(),
                failure,
                ran ? List.of(item) : List.of());
    }

    private static Failure importError(String name, String module, String file, String source) {
        String message = "cannot import name '" + name + "' from '" + module + "'";
        return new Failure(
                "ImportError: " + message + " in " + file,
                "run",
                "ImportError",
                message,
                file + " in <module>",
                "Traceback (most recent call last):\n  File \"/work/script.py\", line 1, in <module>\n    import flask\n"
                        + "  File \"/venv/lib/site-packages/flask/__init__.py\", line 5, in <module>\n    from .app import Flask as Flask\n"
                        + "  File \"/venv/lib/site-packages/" + file + "\", line 30, in <module>\n    from " + module
                        + " import " + name + "\n"
                        + "ImportError: " + message + " (/venv/lib/site-packages/" + module.replace('.', '/')
                        + ".py)\n");
    }
}
