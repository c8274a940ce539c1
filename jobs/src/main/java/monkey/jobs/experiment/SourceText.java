package monkey.jobs.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a text file that a user named; what stops it becomes a problem at the place that named it. */
final class SourceText {
    private SourceText() {}

    /**
     * @param asked where the file was named; reported when it cannot be read
     * @param what the file is, such as {@code script file}
     */
    static Optional<String> read(Path file, String shown, Place asked, String what, Problems problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            problems.error(asked, "there is no " + what + " '" + shown + "'", lookedAt(file));
            return Optional.empty();
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "it is a directory" : e.getMessage();
            problems.error(asked, "the " + what + " '" + shown + "' cannot be read: " + why, "Name a readable file.");
            return Optional.empty();
        }
        try {
            return Optional.of(decode(bytes));
        } catch (CharacterCodingException e) {
            problems.error(firstBadByte(bytes, shown), "not UTF-8 text", "Save the file as UTF-8.");
            return Optional.empty();
        }
    }

    private static String lookedAt(Path file) {
        return "Looked at " + file.toAbsolutePath().normalize() + "; give the path of a file that exists.";
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Place firstBadByte(byte[] bytes, String shown) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer good = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), good, true);
        assert result.isError();
        String before = good.flip().toString();
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(shown, line, before.length() - before.lastIndexOf('\n'));
    }
}
