package monkey.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The folder in which everything lies that is kept from one command to the next. */
final class Home {
    static final String VARIABLE = "MONKEY_HOME";

    private Home() {}

    /**
     * Where it is: the option, else {@code MONKEY_HOME}, else {@code .monkey} in the user's home.
     *
     * @param option null if not given
     */
    static Path locate(String option, Map<String, String> variables) {
        String named = option != null ? option : variables.getOrDefault(VARIABLE, "");
        Path home = named.isEmpty() ? Path.of(System.getProperty("user.home"), ".monkey") : Path.of(named);
        return home.toAbsolutePath().normalize();
    }

    /** Makes sure that it is there and can be written. */
    static Path open(Path home) {
        try {
            Files.createDirectories(home);
            Files.delete(Files.createTempFile(home, ".writable", null));
            return home;
        } catch (IOException e) {
            throw CommandException.wrongInput("nothing can be kept in '" + home + "': " + why(e)
                    + ". Name a folder that you may write, by --home or " + VARIABLE + ".");
        }
    }

    private static String why(IOException e) {
        String words = e.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replace(" Exception", "");
        return e.getMessage() == null ? words : words.toLowerCase(java.util.Locale.ROOT) + ", " + e.getMessage();
    }
}
