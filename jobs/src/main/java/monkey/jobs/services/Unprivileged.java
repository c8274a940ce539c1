package monkey.jobs.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses to run as root, when the command itself does (in a container it mostly does).
 *
 * <p>First choice: a user namespace of its own without any mapping. The server sees itself as nobody and has no privilege,
 * yet its files stay root's: a home under {@code /root} can be used, and the scripts under inspection, which run as nobody,
 * can neither read them nor signal it. Where user namespaces are forbidden (many containers), it runs as the system's user
 * {@code daemon}, to whom its directory is given; that needs a home which others may pass through. Both keep the process's
 * number: no process stands between.
 */
final class Unprivileged {
    private static final String USER = "daemon";

    private final List<String> prefix;
    private final boolean ownedByUser;

    private Unprivileged(List<String> prefix, boolean ownedByUser) {
        this.prefix = prefix;
        this.ownedByUser = ownedByUser;
    }

    /** How to find out, for a directory that the server is to use, by whom it is run. */
    interface Way {
        /** @throws ServicesException when the server cannot be run there */
        Unprivileged from(Path directory) throws IOException;
    }

    /** The first way that works here. */
    static Unprivileged find(Path directory) throws IOException {
        if (!isRoot()) {
            return new Unprivileged(List.of(), false);
        }
        List<String> namespace = List.of("unshare", "--user");
        return works(directory, namespace) ? new Unprivileged(namespace, false) : asOtherUser(directory);
    }

    /** The way of a root that can make no user namespace. */
    static Unprivileged asOtherUser(Path directory) throws IOException {
        List<String> user =
                List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--no-new-privs");
        if (!works(directory, user)) {
            throw new ServicesException(
                    "PostgreSQL does not run as root, and this root can neither make a user namespace"
                            + " (unshare --user) nor become another user (setpriv); run as another user, or give"
                            + " spring.datasource.url of a PostgreSQL that runs already");
        }
        Path closed = firstClosedToOthers(directory);
        if (closed != null) {
            throw new ServicesException(
                    "PostgreSQL does not run as root, and its user '" + USER + "' may not pass through " + closed
                            + "; set MONKEY_HOME to a directory that others may pass through, such as /var/lib/monkey");
        }
        return new Unprivileged(user, true);
    }

    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return command;
    }

    /** Gives {@code directory} and what is in it to the user the server runs as; a home may change hands between starts. */
    void own(Path directory) throws IOException {
        if (!isRoot()) {
            return;
        }
        UserPrincipal owner = directory
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(ownedByUser ? USER : "root");
        if (Files.getOwner(directory).equals(owner)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setOwner(file, owner);
            }
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean works(Path directory, List<String> prefix) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.add("true");
        try {
            return Command.run(directory, 10, words).succeeded();
        } catch (IOException e) { // no such program
            return false;
        }
    }

    private static Path firstClosedToOthers(Path directory) throws IOException {
        for (Path path = directory; path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return path;
            }
        }
        return null;
    }
}
