package monkey.jobs.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.LocalSettings;
import monkey.dataset.python.CoreMetadata;
import monkey.jobs.index.metadata.MetadataException;
import monkey.jobs.index.metadata.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source distributions whose requirements are known only to the code that builds them. */
class BuiltMetadataTest {
    private static final Interpreters INTERPRETERS = Interpreters.onThisMachine();

    /** Python that writes a source distribution with a backend of its own; the first argument is the file. */
    private static final String WRITE_SOURCE = """
            import io, sys, tarfile
            path, statement = sys.argv[1:]
            backend = '''
            import os, sys, zipfile
            def build_wheel(directory, config_settings=None, metadata_directory=None):
                %s
                with zipfile.ZipFile(os.path.join(directory, "told-1.0-py3-none-any.whl"), "w") as wheel:
                    wheel.writestr("told-1.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\\\\nName: told\\\\nVersion: 1.0\\\\n"
                        "Requires-Dist: library>=%%d\\\\n" %% sys.version_info[0])
                    wheel.writestr("told-1.0.dist-info/WHEEL",
                        "Wheel-Version: 1.0\\\\nRoot-Is-Purelib: true\\\\nTag: py3-none-any\\\\n")
                    wheel.writestr("told-1.0.dist-info/RECORD", "")
                return "told-1.0-py3-none-any.whl"
            ''' % statement
            files = {"pyproject.toml": '[build-system]\\nrequires = []\\nbuild-backend = "backend"\\nbackend-path = ["."]\\n',
                     "PKG-INFO": "Metadata-Version: 2.1\\nName: told\\nVersion: 1.0\\n", "backend.py": backend}
            with tarfile.open(path, "w:gz") as archive:
                for name, text in files.items():
                    entry = tarfile.TarInfo("told-1.0/" + name)
                    entry.size = len(text.encode())
                    archive.addfile(entry, io.BytesIO(text.encode()))
            """;

    private final BuiltMetadata metadata = new BuiltMetadata(
            new LocalSettings(Path.of("target", "home"), 1, Map.of(), false),
            INTERPRETERS,
            INTERPRETERS.all().get(0).version());

    @TempDir
    private Path directory;

    @AfterEach
    void close() throws IOException {
        metadata.close();
    }

    @Test
    void whatABuildSaysIsWhatTheDistributionRequires() throws Exception {
        byte[] told = metadata.read(source("pass"));

        assertEquals(List.of("library>=3"), CoreMetadata.parse(told).requiresDist());
    }

    @Test
    void aBuildThatFailsIsAFactAboutTheDistribution() throws Exception {
        RemoteFile source = source("raise SystemError('it needs a compiler')");

        MetadataException problem = assertThrows(MetadataException.class, () -> metadata.read(source));
        assertTrue(problem.getMessage().startsWith("it cannot be built"), problem.getMessage());
    }

    private RemoteFile source(String statement) throws IOException, InterruptedException {
        Path file = directory.resolve("told-1.0.tar.gz");
        Process python = new ProcessBuilder("python3", "-c", WRITE_SOURCE, file.toString(), statement)
                .inheritIO()
                .start();
        assertEquals(0, python.waitFor());
        return new RemoteFile(
                file.toUri(),
                "told-1.0.tar.gz",
                Optional.empty(),
                Optional.of(Files.size(file)),
                false,
                Optional.empty());
    }
}
