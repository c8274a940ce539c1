package monkey.amun.argo.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for loopback that nobody vouches for but itself.
 *
 * @param keyStore with the key, as {@link StandInSettings#tls} wants it
 * @param authority in PEM form
 */
public record Certificate(Path keyStore, Path authority) {
    /** Makes one with Java's own keytool. */
    public static Certificate in(Path directory) throws IOException, InterruptedException {
        Certificate made = new Certificate(directory.resolve("server.p12"), directory.resolve("authority.pem"));
        String store = made.keyStore().toString();
        keytool(
                "-genkeypair -alias argo -keyalg EC -dname CN=argo -ext san=ip:127.0.0.1 -storetype PKCS12 -keystore",
                store);
        keytool(
                "-exportcert -rfc -alias argo -keystore",
                store,
                "-file",
                made.authority().toString());
        return made;
    }

    private static void keytool(String words, String... last) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of(last));
        command.addAll(List.of("-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
