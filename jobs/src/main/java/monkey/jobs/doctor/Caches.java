package monkey.jobs.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * What is kept below {@code MONKEY_HOME/cache} so that it need not be fetched or made again: index pages, unpacked wheels,
 * wheels built from sources, bytecode. All of it can be deleted at any time, at the price of fetching or making it again.
 *
 * <p>What is deleted together was used when any file of it was last read, or linked into an environment or out of one: the
 * kernel notes the latter even where it does not note who reads.
 */
public final class Caches {
    /** Folders of the cache, and how many levels below each the things lie that are deleted as a whole. */
    private static final Map<String, Integer> UNITS =
            Map.of("index", 2, "bytecode", 2, "wheels", 2, "uv/archive-v0", 1);

    private final Path folder;

    /** @param home {@code MONKEY_HOME} */
    public Caches(Path home) {
        this.folder = home.resolve("cache");
    }

    /** Bytes in all files. */
    public long size() throws IOException {
        return Files.exists(folder) ? Use.of(folder).bytes() : 0;
    }

    /**
     * Deletes what nobody has used since a moment.
     *
     * @return how many bytes
     */
    public long deleteUnusedSince(Instant moment) throws IOException {
        long freed = 0;
        for (Map.Entry<String, Integer> cache : UNITS.entrySet()) {
            for (Path unit : units(folder.resolve(cache.getKey()), cache.getValue())) {
                Use use = Use.of(unit);
                if (use.last().isBefore(moment)) {
                    FileSystemUtils.deleteRecursively(unit);
                    freed += use.bytes();
                }
            }
        }
        return freed;
    }

    private static List<Path> units(Path cache, int depth) throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(cache, depth)) {
            return paths.filter(path -> path.getNameCount() == cache.getNameCount() + depth)
                    .toList();
        }
    }

    /** How large something is, and when it was last used. */
    private record Use(long bytes, Instant last) {
        static Use of(Path unit) throws IOException {
            long[] bytes = {0};
            Instant[] last = {Instant.EPOCH};
            Files.walkFileTree(unit, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    bytes[0] += attributes.size();
                    FileTime linked = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
                    last[0] = latest(latest(last[0], linked), attributes.lastAccessTime());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE; // a run that is at work puts things in and takes them out
                }
            });
            return new Use(bytes[0], last[0]);
        }

        private static Instant latest(Instant one, FileTime other) {
            return other.toInstant().isAfter(one) ? other.toInstant() : one;
        }
    }
}
