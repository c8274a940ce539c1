package monkey.jobs.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import monkey.amun.specification.InvalidSpecificationException;
import monkey.amun.specification.SpecificationDocument;
import monkey.amun.specification.SpecificationReader;

/** Amun's specifications as commands are given them: a file, and a script that may lie elsewhere. */
final class AmunDocuments {
    private static final int LARGEST_SCRIPT = 1 << 20;

    private AmunDocuments() {}

    static SpecificationDocument read(Path file, Progress progress) {
        try {
            SpecificationReader.Reading reading = SpecificationReader.read(Files.readString(file));
            reading.warnings().forEach(warning -> progress.note("note: " + file + ": " + warning));
            return reading.document();
        } catch (InvalidSpecificationException e) {
            throw CommandException.wrongInput(e.getMessage()
                    .lines()
                    .map(line -> file + ": " + line + "\n")
                    .reduce("", String::concat)
                    .strip());
        } catch (NoSuchFileException e) {
            throw CommandException.wrongInput("there is no file '" + file + "'.");
        } catch (IOException e) {
            throw CommandException.wrongInput("the specification '" + file + "' cannot be read: " + e.getMessage());
        }
    }

    /** The script itself; fetched once where the document has its address. */
    static String script(SpecificationDocument document) {
        if (document.scriptAddress().isEmpty()) {
            return document.script();
        }
        URI address = URI.create(document.scriptAddress().get());
        try {
            HttpResponse<byte[]> answer = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length > LARGEST_SCRIPT) {
                throw CommandException.wrongInput("the script at " + address + " cannot be had: status "
                        + answer.statusCode() + ", " + answer.body().length + " bytes");
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (IOException | InterruptedException e) {
            throw CommandException.failed("the script at " + address + " cannot be fetched: " + e, e);
        }
    }
}
