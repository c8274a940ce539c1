package monkey.dataset.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RequirementTest {

    @Test
    void requirementsAreReadAndRefusedAsPackagingDoes() {
        Samples samples = new Samples(508);
        List<String> texts = new ArrayList<>(List.of(
                "",
                "a",
                "a_",
                "a-",
                "a.",
                "aé",
                "a==1,",
                "a,>=1",
                "a>=1,,<2",
                "a===1.0,<2",
                "a===1,x",
                "a===",
                "a()",
                "a( )",
                "a(>=1",
                "a>=1)",
                "a[]",
                "a[ ]",
                "a[b,]",
                "a[b c]",
                "a[b",
                "a@",
                "a @ x;os_name=='a'",
                "a @ x ;os_name=='a'",
                "a @ x os_name=='a'",
                "a>=\n1",
                "a>=1\n",
                "a >= 1 ;",
                "a;os_name=='\\x41'",
                "a;os_name=='\\'",
                "a;os_name=='\\N{DIGIT ONE}'",
                "a;extras=='x'",
                "a>=1.0.*",
                "a<=1+x",
                "a[b]>=1;'x' in extras"));
        for (int i = 0; i < 9_000; i++) {
            String requirement = samples.requirement();
            texts.add(i % 3 == 0 ? samples.spoilt(requirement) : requirement);
        }
        PackagingReference packaging = new PackagingReference();
        texts.forEach(text -> packaging.ask("requirement", text));
        List<JsonNode> answers = packaging.answers();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            JsonNode answer = answers.get(i);
            assertEquals(answer.isNull(), Requirement.tryParse(text).isEmpty(), text);
            if (!answer.isNull()) {
                assertSame(answer, Requirement.parse(text));
            }
        }
        long refused = answers.stream().filter(JsonNode::isNull).count();
        assertTrue(refused > 1_000 && refused < texts.size() / 2, refused + " of the texts are none");
    }

    private static void assertSame(JsonNode answer, Requirement requirement) {
        String text = requirement.text();
        assertEquals(answer.get("name").asString(), requirement.name().toString(), text);
        assertEquals(strings(answer.get("extras")), requirement.extras(), text);
        assertEquals(strings(answer.get("specifiers")), SpecifierTest.sorted(requirement.specifiers()), text);
        assertEquals(
                answer.get("url").isNull() ? "none" : answer.get("url").asString(),
                requirement.url().orElse("none"),
                text);
        assertEquals(answer.get("marker").asBoolean(), requirement.marker().isPresent(), text);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asString()));
        return strings;
    }

    @Test
    void aRefusalSaysWhatWouldBeRightAndWhere() {
        assertRefused("flask>=1.0 werkzeug", "expected ',', ';' or the end after the specifiers (column 12 of");
        assertRefused("flask 1.0", "expected a specifier, '[', '@', ';' or the end after the name (column 7 of");
        assertRefused("flask>=1.0.x", "not a version as PEP 440 has them (column 11 of");
        assertRefused("flask[async", "expected ']' after the extras that start at column 6 (column 12 of");
        assertRefused(
                "flask;python='3'",
                "expected a marker variable, such as python_version, or a quoted text (column 7 of");
        assertRefused("flask;os_name='3'", "expected one of == != <= >= < > ~= === in not in (column 14 of");
        assertRefused(">=1.0", "expected a package name at the start of the requirement (column 1 of");
    }

    private static void assertRefused(String text, String message) {
        String actual = assertThrows(InvalidNotationException.class, () -> Requirement.parse(text))
                .getMessage();
        assertEquals(message + " '" + text + "')", actual);
    }
}
