package monkey.jobs.index.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.index.http.IndexException;

/**
 * An index that is a directory of this machine: a subdirectory for each project, with an {@code index.html} as a server
 * would send it, or just with files; or one flat directory of files. A directory does not know when a file was uploaded.
 */
public final class DirectoryIndex {

    private DirectoryIndex() {}

    /** The page of a project, or nothing if the index does not have it. */
    public static Optional<ProjectPage> page(IndexLocation index, String project) throws IOException {
        Path root = Path.of(index.address());
        if (!Files.isDirectory(root)) {
            throw new IndexException("package index " + index + " cannot be read: there is no such directory");
        }
        Path directory = root.resolve(project);
        Path html = directory.resolve("index.html");
        if (Files.isRegularFile(html)) {
            return Optional.of(SimpleHtml.read(Files.readAllBytes(html), html.toUri()));
        }
        if (Files.isDirectory(directory)) {
            return Optional.of(list(directory, ""));
        }
        ProjectPage flat = list(root, project);
        return flat.files().isEmpty() ? Optional.empty() : Optional.of(flat);
    }

    private static ProjectPage list(Path directory, String project) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<ProjectFile> files = entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".metadata"))
                    .filter(file -> belongs(file.getFileName().toString(), project))
                    .sorted()
                    .map(DirectoryIndex::file)
                    .toList();
            return new ProjectPage(files);
        }
    }

    private static boolean belongs(String filename, String project) {
        String normal = filename.toLowerCase().replaceAll("[-_.]+", "-");
        return project.isEmpty() || normal.startsWith(project + "-");
    }

    private static ProjectFile file(Path file) {
        boolean metadata = Files.exists(file.resolveSibling(file.getFileName() + ".metadata"));
        URI address = file.toUri();
        return new ProjectFile(
                file.getFileName().toString(),
                address,
                Optional.empty(),
                Optional.of(file.toFile().length()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ProjectFile.Offer(metadata, Optional.empty()));
    }
}
