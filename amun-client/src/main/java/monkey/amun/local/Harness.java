package monkey.amun.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import monkey.amun.harness.HarnessFiles;
import monkey.amun.interpreters.Interpreter;
import tools.jackson.databind.JsonNode;

/**
 * The Python program that builds environments and runs scripts in a sandbox, laid out as files and ready to be started.
 * It may run on any Python of the machine: the script's own is the environment's.
 */
record Harness(Path directory, Interpreter interpreter) {
    /** Lays the files out below tools, in a directory named after their content. */
    static Path unpack(Path tools) throws IOException {
        Map<String, byte[]> contents = HarnessFiles.ofThisMachine();
        Path directory = tools.resolve("inspection-" + digest(contents));
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path part = Files.createTempDirectory(Files.createDirectories(tools), "inspection-part-");
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Files.write(part.resolve(file.getKey()), file.getValue());
        }
        try {
            Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Directories.delete(part); // Another process was faster; its files are the same.
        }
        return directory;
    }

    private static String digest(Map<String, byte[]> contents) {
        MessageDigest sha256 = Sha256.begin();
        contents.forEach((name, content) -> {
            sha256.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(content);
        });
        return HexFormat.of().formatHex(sha256.digest(), 0, 6);
    }

    /**
     * Starts it. Its standard input stays open: closing it ends what runs, and so does the end of this JVM.
     *
     * @param log takes what the harness itself has to say; documents are files below the job's directory
     */
    Process start(String verb, JsonNode job, Map<String, String> variables, ProcessBuilder.Redirect out, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        interpreter.executable().toString(), "-I", "-S", directory.toString(), verb)
                .redirectOutput(out)
                .redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            process.getOutputStream().write((job.toString() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It is gone already: its exit status and its log say why, and are looked at by whoever waits for it.
            process.destroy();
        }
        return process;
    }
}
