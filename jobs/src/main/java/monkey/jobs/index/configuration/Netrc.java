package monkey.jobs.index.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Logins per host out of {@code ~/.netrc}, or the file that {@code NETRC} names. */
final class Netrc {

    private final Map<String, Credentials> logins = new HashMap<>();
    private Credentials otherwise;

    private Netrc() {}

    static Netrc of(Map<String, String> environment) {
        Netrc netrc = new Netrc();
        String named = environment.getOrDefault("NETRC", "");
        String home = environment.getOrDefault("HOME", "");
        if (named.isEmpty() && home.isEmpty()) {
            return netrc;
        }
        Path file = named.isEmpty() ? Path.of(home, ".netrc") : Path.of(named);
        if (Files.isReadable(file) && Files.isRegularFile(file)) {
            try {
                netrc.read(Files.readString(file));
            } catch (IOException unreadable) {
                // As with pip: an unreadable file holds no logins.
            }
        }
        return netrc;
    }

    Optional<Credentials> login(String host) {
        return Optional.ofNullable(logins.getOrDefault(host, otherwise));
    }

    private void read(String text) {
        // Macros end at an empty line and may hold any word, so they go first.
        String[] words = text.replaceAll("(?ms)^macdef.*?(^\\s*$|\\z)", "")
                .replaceAll("(?m)^\\s*#.*$", "")
                .strip()
                .split("\\s+");
        String host = null;
        boolean any = false;
        String user = "";
        for (int i = 0; i < words.length; i++) {
            String next = i + 1 < words.length ? words[i + 1] : "";
            switch (words[i]) {
                case "machine" -> {
                    host = next;
                    any = false;
                    user = "";
                    i++;
                }
                case "default" -> {
                    any = true;
                    user = "";
                }
                case "login" -> {
                    user = next;
                    i++;
                }
                case "password" -> {
                    Credentials credentials = new Credentials(user, next);
                    if (any) {
                        otherwise = credentials;
                    } else if (host != null) {
                        logins.putIfAbsent(host, credentials);
                    }
                    i++;
                }
                default -> {
                    // Accounts and unknown words say nothing about a login.
                }
            }
        }
    }
}
