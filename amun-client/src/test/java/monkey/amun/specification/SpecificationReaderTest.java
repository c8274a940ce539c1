package monkey.amun.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificationReaderTest {
    private static final String DIGEST = "ab".repeat(32);

    /** As upstream's documents are: defaults of the server, its own fields, and what later versions added. */
    private static final String UPSTREAM = """
            {
              "@created": "2020-09-08T10:11:12.000001",
              "@amun_service_version": "0.6.0+storage.1.common.2",
              "@amun_deployment_name": null,
              "upgrade_pip": null,
              "identifier": "tf-2.1",
              "base": "quay.io/team/base:v0.32.3",
              "batch_size": 20,
              "build": {"requests": {"cpu": "500m", "memory": "256Mi"}},
              "run": {"requests": {"cpu": "2", "memory": "1Gi", "hardware": {"cpu_family": 6, "cpu_model": 94, "processor": "Some-Name"}}},
              "environment": [{"name": "OMP_NUM_THREADS", "value": "1"}],
              "files": [{"path": "/home/amun/data/a.txt", "content": "1 2 3"}],
              "packages": [],
              "python_packages": ["micropipenv[toml]==1.4"],
              "python": {
                "requirements": {"packages": {"six": "*"}, "source": []},
                "requirements_locked": {
                  "_meta": {"pipfile-spec": 6, "requires": {"python_version": "3.8"}, "sources": []},
                  "default": {"six": {"version": "==1.15.0", "hashes": ["sha256:%s", "md5:x"], "index": "pypi", "markers": "python_version >= '2.7'"}},
                  "develop": {}
                },
                "runtime_environment": {"name": "x"},
                "constraints": []
              },
              "script": "https://example.com/matmul.py",
              "send_messages": true,
              "colour": "blue"
            }
            """.formatted(DIGEST);

    @Test
    void upstreamsDocumentIsReadAsItIs() throws Exception {
        SpecificationDocument document = SpecificationReader.read(UPSTREAM).document();

        assertEquals("quay.io/team/base:v0.32.3", document.base());
        assertEquals(20, document.batchSize());
        assertEquals("3.8", document.python());
        assertEquals(
                List.of(new LockedRequirement("six", "1.15.0", Set.of(DIGEST), "python_version >= '2.7'")),
                document.locked());
        assertEquals(
                new Requests(
                        Optional.of(2.0),
                        Optional.of(1L << 30),
                        Map.of("cpu_family", "6", "cpu_model", "94", "processor", "Some-Name")),
                document.run());
        assertEquals("data/a.txt", document.files().get(0).path());
        assertEquals(Map.of("OMP_NUM_THREADS", "1"), document.environment());
        assertEquals(Optional.of("https://example.com/matmul.py"), document.scriptAddress());
        assertEquals(List.of(), document.needsAnImage());
    }

    @Test
    void whatIsUnknownOrWithoutEffectIsTold() throws Exception {
        List<String> warnings = SpecificationReader.read(UPSTREAM).warnings();

        assertEquals(3, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("'colour'"), warnings.get(0));
        assertTrue(warnings.get(1).contains("'send_messages'"), warnings.get(1));
        assertTrue(warnings.get(2).contains("build"), warnings.get(2));
    }

    @Test
    void allMistakesAreNamedWithTheirPlaces() {
        String message = assertThrows(InvalidSpecificationException.class, () -> SpecificationReader.read("""
                        {"batch_size": 0, "files": [{"path": "a"}], "environment": [{"name": "1", "value": "x"}], "script": 3}
                        """))
                .getMessage();

        assertEquals(5, message.lines().count(), message);
        for (String place : List.of(
                "base is missing", "batch_size", "files[0].content is missing", "environment[0].name", "script")) {
            assertTrue(message.contains(place), message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"base\": \"b\", \"run\": {\"requests\": {\"memory\": \"much\"}}} | run.requests.memory",
                "{\"base\": \"b\", \"files\": [{\"path\": \"/etc/passwd\", \"content\": \"x\"}]} | files[0].path",
                "{\"base\": \"b\", \"python\": {\"requirements\": {}, \"requirements_locked\": {\"default\": {\"six\": {\"version\": \"*\"}}}}} | six.version",
                "{\"base\": \"b\", \"python\": {\"requirements\": {}, \"requirements_locked\": {\"default\": {\"six\": {\"version\": \"==1\"}}}}} | six.hashes",
                "{\"base\": } | line 1, column",
            })
    void mistakeThatASchemaCannotTellIsNamedToo(String json, String place) {
        String message = assertThrows(InvalidSpecificationException.class, () -> SpecificationReader.read(json))
                .getMessage();

        assertTrue(message.contains(place), message);
    }

    @Test
    void whatNeedsAnImageOfItsOwnIsNamed() throws Exception {
        List<String> needs = SpecificationReader.read(
                        "{\"base\": \"b\", \"packages\": [\"gcc\"], \"python_packages\": [\"pipenv\", \"cython\"], \"update\": true}")
                .document()
                .needsAnImage();

        assertEquals(3, needs.size(), needs.toString());
        assertTrue(needs.get(0).contains("gcc") && needs.get(1).endsWith("cython"), needs.toString());
    }

    @ParameterizedTest
    @CsvSource({"500m,0.5", "2,2", "0.25,0.25", "1e3,1000", "256Mi,268435456", "1G,1000000000", "1.5Gi,1610612736"})
    void amountsAreReadAsKubernetesReadsThem(String text, double amount) {
        assertEquals(amount, Quantity.of(text).orElseThrow().doubleValue());
    }

    @ParameterizedTest
    @CsvSource({"''", "Mi", "-1", "0", "1 Gi", "1MiB"})
    void whatIsNoAmountIsRefused(String text) {
        assertEquals(Optional.empty(), Quantity.of(text));
    }
}
