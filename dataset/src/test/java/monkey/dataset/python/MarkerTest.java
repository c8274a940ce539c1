package monkey.dataset.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MarkerTest {
    static final MarkerEnvironment LINUX = new MarkerEnvironment(
            "cpython",
            "3.11.7",
            "posix",
            "x86_64",
            "CPython",
            "6.18.0-generic",
            "Linux",
            "#1 SMP",
            "3.11.7",
            "3.11",
            "linux");
    private static final MarkerEnvironment WINDOWS = new MarkerEnvironment(
            "cpython",
            "3.14.0rc1",
            "nt",
            "AMD64",
            "CPython",
            "10",
            "Windows",
            "10.0.22631",
            "3.14.0rc1",
            "3.14",
            "win32");
    private static final MarkerEnvironment MAC = new MarkerEnvironment(
            "pypy",
            "7.3.15",
            "posix",
            "arm64",
            "PyPy",
            "23.4.0",
            "Darwin",
            "Darwin Kernel",
            "3.10.13+",
            "3.10",
            "darwin");
    private static final List<MarkerEnvironment> ENVIRONMENTS = List.of(LINUX, WINDOWS, MAC);
    private static final List<String> EXTRAS = List.of("", "test", "Dev_Tools");

    @Test
    void markersAreReadAndAnsweredAsInPackaging() {
        Samples samples = new Samples(345);
        List<String> texts = new ArrayList<>(List.of(
                "",
                "os_name",
                "'a'=='b'",
                "'3.11' == 'python_version'",
                "'Test'=='extra'",
                "'test'=='extra'",
                "extras == 'x'",
                "'x' in extras",
                "((os_name=='posix'))",
                "(os_name=='posix'",
                "os_name=='posix' and",
                "os_name not 'a'",
                "os_name notin 'a'",
                "not os_name=='a'",
                "os_name=='a'or os_name=='posix'",
                "python_version~='3'",
                "os_name in\"posix\"",
                "os_name~='posix' or os_name=='posix'",
                "python_version >= '3.6.*'",
                "python_full_version >= '3.10.13'",
                "platform_release >= '4'",
                "python_version in '3.10 3.11'"));
        for (int i = 0; i < 8_000; i++) {
            String marker = samples.marker();
            texts.add(i % 5 == 0 ? samples.spoilt(marker) : marker);
        }
        PackagingReference packaging = new PackagingReference();
        List<Map<String, String>> environments = environments();
        texts.forEach(text -> packaging.ask("marker", text, environments));
        List<JsonNode> answers = packaging.answers();
        int undefined = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            JsonNode answer = answers.get(i);
            assertEquals(answer.isNull(), Marker.tryParse(text).isEmpty(), text);
            if (!answer.isNull()) {
                Marker marker = Marker.parse(text);
                assertEquals(answer.asString(), answers(marker), text);
                undefined += answer.asString().contains("?") ? 1 : 0;
                assertEquals(answer.asString(), answers(Marker.parse(marker.toString())), "written again: " + marker);
            }
        }
        assertTrue(undefined > 100, "markers without an answer must be among them");
    }

    private static List<Map<String, String>> environments() {
        List<Map<String, String>> all = new ArrayList<>();
        for (MarkerEnvironment environment : ENVIRONMENTS) {
            for (String extra : EXTRAS) {
                Map<String, String> values = new LinkedHashMap<>();
                for (MarkerVariable variable : MarkerVariable.values()) {
                    if (variable.isDefined()) {
                        values.put(variable.symbol(), environment.value(variable, extra));
                    }
                }
                all.add(values);
            }
        }
        return all;
    }

    private static String answers(Marker marker) {
        StringBuilder answers = new StringBuilder();
        for (MarkerEnvironment environment : ENVIRONMENTS) {
            for (String extra : EXTRAS) {
                try {
                    answers.append(marker.holds(environment, extra) ? '1' : '0');
                } catch (UndefinedMarkerException e) {
                    answers.append('?');
                }
            }
        }
        return answers.toString();
    }

    @Test
    void aMarkerWrittenAgainIsTheSameMarkerWhateverItsTextsHold() {
        for (String text :
                List.of("'\\n\\r\\x00\\\\n'", "'it\"s'", "\"it's\"", "'\"\\x27'", "'\\d'", "'\\N{DIGIT ONE}\\061'")) {
            Marker marker = Marker.parse("os_name == " + text);
            assertEquals(marker, Marker.parse(marker.toString()), marker.toString());
        }
    }

    @Test
    void aMarkerKnowsTheExtrasItMentionsInTheirNormalSpelling() {
        Marker marker = Marker.parse("(extra == 'Dev_Tools' or 'test' == extra) and os_name == 'posix'");
        assertEquals(Set.of("dev-tools", "test"), marker.extras());
        assertTrue(marker.holds(LINUX, "dev.tools"));
    }

    @Test
    void anUndefinedComparisonIsAnErrorOfTheWholeMarker() {
        Marker marker = Marker.parse("os_name == 'posix' or sys_platform ~= 'lin'");
        String message = assertThrows(UndefinedMarkerException.class, () -> marker.holds(LINUX, ""))
                .getMessage();
        assertEquals("'~=' cannot compare 'linux' with 'lin' in sys_platform ~= \"lin\"", message);
    }
}
