package monkey.jobs.services;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The data directory of the PostgreSQL of a home, and the password that opens it: on a shared machine loopback is everybody's,
 * so whoever connects has to know what lies in a file that only its owner can read.
 */
record PostgresData(Path directory, Path path, Path passwordFile) {
    static final String USER = "monkey";

    private static final long INITIALIZE_SECONDS = 60;

    static PostgresData in(Path directory) {
        return new PostgresData(directory, directory.resolve("data"), directory.resolve("password"));
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }

    /**
     * Makes the data where there are none, and sees that these programs can run on those that are there, as that user.
     *
     * @throws ServicesException when they were written by another major version
     */
    void prepare(Path programs, Unprivileged unprivileged) throws IOException {
        if (Files.isDirectory(path)) {
            refuseOtherVersion(programs);
        } else {
            initialize(programs, unprivileged);
        }
        unprivileged.own(path);
    }

    /** Makes the directory beside its place and moves it there when it is whole: a kill in between costs nothing. */
    private void initialize(Path programs, Unprivileged unprivileged) throws IOException {
        deleteLeftovers();
        // A name of its own: the initdb of a command that was killed may still be writing to its directory.
        Path partial = Files.createTempDirectory(
                directory,
                "data.partial-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        writePassword();
        unprivileged.own(partial);
        unprivileged.own(passwordFile);
        Command.Ended ended = Command.run(
                directory,
                INITIALIZE_SECONDS,
                unprivileged.command(List.of(
                        programs.resolve("bin/initdb").toString(),
                        "--pgdata=" + partial,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C")));
        if (!ended.succeeded()) {
            throw new ServicesException("cannot make a database under " + directory + ": " + ended.lastWords()
                    + ServicesException.advice(ended.output()));
        }
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "data.partial-*")) {
            for (Path leftover : leftovers) {
                try {
                    Directories.delete(leftover);
                } catch (IOException stillWritten) {
                    // it takes room and does no harm
                }
            }
        }
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(random) + "\n");
    }

    private void refuseOtherVersion(Path programs) throws IOException {
        String written = Files.readString(path.resolve("PG_VERSION")).strip();
        String ours = Command.run(
                        directory, 10, List.of(programs.resolve("bin/postgres").toString(), "--version"))
                .output()
                .replaceFirst("(?s)^\\D*(\\d+).*$", "$1");
        if (!written.equals(ours)) {
            throw new ServicesException("the data in " + path + " was written by PostgreSQL " + written
                    + ", and this version brings PostgreSQL " + ours
                    + "; use the version of Dependency Monkey that wrote it,"
                    + " or move the directory away (knowledge is learnt again, past runs are not)");
        }
    }
}
