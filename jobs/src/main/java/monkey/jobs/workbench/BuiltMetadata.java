package monkey.jobs.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import monkey.amun.LockedPackage;
import monkey.amun.interpreters.Interpreters;
import monkey.amun.local.BuildFailedException;
import monkey.amun.local.LocalSettings;
import monkey.amun.local.SourceBuilder;
import monkey.jobs.index.metadata.MetadataException;
import monkey.jobs.index.metadata.RemoteFile;
import monkey.jobs.index.metadata.SourceMetadata;

/**
 * Learns what a source distribution requires by building it in the sandbox, with the Python of the experiment's first
 * environment. The wheel is kept: an inspection that needs it later finds it built. The builder, which takes an installer,
 * is opened for the first distribution that needs it.
 */
final class BuiltMetadata implements SourceMetadata, AutoCloseable {
    private final LocalSettings settings;
    private final Interpreters interpreters;
    private final String python;
    private SourceBuilder builder;

    BuiltMetadata(LocalSettings settings, Interpreters interpreters, String python) {
        this.settings = settings;
        this.interpreters = interpreters;
        this.python = python;
    }

    @Override
    public synchronized byte[] read(RemoteFile source) throws IOException {
        try {
            if (builder == null) {
                builder = SourceBuilder.open(settings, interpreters);
            }
            return metadata(builder.wheel(locked(source), python));
        } catch (BuildFailedException e) {
            if (e.isPassing()) {
                throw e;
            }
            throw new MetadataException("it cannot be built: " + lastLine(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while building " + source.filename());
        }
    }

    /** The file's name is name and version enough here: neither changes what is built. */
    private static LockedPackage locked(RemoteFile source) {
        String stem = source.filename().replaceFirst("\\.(tar\\.(gz|bz2|xz)|tgz|zip)$", "");
        int dash = stem.lastIndexOf('-');
        return new LockedPackage(
                dash < 0 ? stem : stem.substring(0, dash),
                dash < 0 ? "0" : stem.substring(dash + 1),
                source.address(),
                source.sha256().map(Set::of).orElse(Set.of()));
    }

    private static byte[] metadata(Path wheel) throws IOException {
        try (ZipFile archive = new ZipFile(wheel.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches("[^/]+\\.dist-info/METADATA")) {
                    try (InputStream content = archive.getInputStream(entry)) {
                        return content.readAllBytes();
                    }
                }
            }
        }
        throw new MetadataException("the wheel that was built of it has no METADATA");
    }

    private static String lastLine(String log) {
        return log.strip().lines().reduce((first, second) -> second).orElse("no word of why");
    }

    @Override
    public synchronized void close() throws IOException {
        if (builder != null) {
            builder.close();
        }
    }
}
