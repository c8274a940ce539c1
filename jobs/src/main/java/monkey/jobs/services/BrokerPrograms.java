package monkey.jobs.services;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kafka's programs: 45 libraries of their own, which are on no class path but the broker's. They lie beside this program's
 * jar, or in a development environment beside the classes of the module {@code broker}.
 *
 * <p>A broker that starts cold reads and verifies 7,000 classes. The first one writes down which, the second has them made
 * into an archive beside its own work, and those after it map that: half the time.
 */
record BrokerPrograms(List<Path> classPath, Path archive) {
    private static final String MAIN = "monkey.broker.Broker";
    private static final String HEAP = "-Xmx192m";

    static BrokerPrograms find() throws IOException {
        URL main = BrokerPrograms.class.getResource("/" + MAIN.replace('.', '/') + ".class");
        if (main == null) {
            throw new ServicesException("this build brings no Kafka broker; give spring.kafka.bootstrap-servers of a"
                    + " Kafka that runs already");
        }
        Path classes = origin(main);
        // In the build, target/classes or target/broker.jar beside target/lib; once packaged, lib/ beside broker/.
        boolean isBuild = Files.isDirectory(classes) || classes.endsWith("broker.jar");
        Path libraries =
                isBuild ? classes.resolveSibling("lib") : classes.getParent().resolveSibling("broker");
        List<Path> classPath = new ArrayList<>(List.of(isBuild ? classes.resolveSibling("broker.jar") : classes));
        if (!Files.isDirectory(libraries)) {
            throw new ServicesException("the libraries of the Kafka broker are not where they belong, in " + libraries
                    + "; build again, or give spring.kafka.bootstrap-servers of a Kafka that runs already");
        }
        try (Stream<Path> files = Files.list(libraries)) {
            classPath.addAll(files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        }
        return new BrokerPrograms(List.copyOf(classPath), libraries.resolveSibling("broker.jsa"));
    }

    /** The folder or jar that a class comes from. */
    private static Path origin(URL main) {
        String address = main.toString();
        String path = MAIN.replace('.', '/') + ".class";
        String folder = address.startsWith("jar:")
                ? address.substring("jar:".length(), address.indexOf("!/"))
                : address.substring(0, address.length() - path.length());
        try {
            return Path.of(new URI(folder));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the broker's classes come from no file: " + address, e);
        }
    }

    /** The command line of a broker. */
    List<String> command(Path configuration, Path state) {
        List<String> words = new ArrayList<>(List.of(java(), HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-Xlog:disable");
        words.add("-Xlog:all=error:stderr");
        words.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        words.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        words.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS");
        // It says at every start that it has no configuration.
        words.add("-Dlog4j2.statusLoggerLevel=OFF");
        words.addAll(archiving());
        words.addAll(List.of("-cp", joined(), MAIN, configuration.toString(), state.toString()));
        return words;
    }

    private List<String> archiving() {
        Path listed = archive.resolveSibling("broker.classes");
        if (Files.exists(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive);
        }
        if (Files.exists(listed)) {
            makeArchive(listed);
            return List.of();
        }
        return Files.isWritable(archive.getParent()) ? List.of("-XX:DumpLoadedClassList=" + listed) : List.of();
    }

    /** In the background, by one of those who would. Without it all works, and starts more slowly. */
    private void makeArchive(Path listed) {
        try {
            Files.createFile(archive.resolveSibling("broker.archiving"));
            Path part = archive.resolveSibling("broker.jsa.part");
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "nice \"$0\" -Xshare:dump -XX:+UseSerialGC -XX:SharedClassListFile=\"$1\""
                                    + " -XX:SharedArchiveFile=\"$2\" -cp \"$3\" && mv -f \"$2\" \"$4\"",
                            java(),
                            listed.toString(),
                            part.toString(),
                            joined(),
                            archive.toString())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (FileAlreadyExistsException another) {
            // another one makes it
        } catch (IOException e) {
            // this folder is not ours to write
        }
    }

    private String joined() {
        return String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
