package monkey.jobs.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.index.http.IndexException;
import monkey.jobs.index.http.Reply;
import monkey.jobs.index.http.Transport;
import monkey.jobs.index.metadata.PackageInformation;
import monkey.jobs.index.metadata.RemoteFile;
import monkey.jobs.index.metadata.SourceMetadata;
import monkey.jobs.index.metadata.WheelMetadata;
import monkey.jobs.index.metadata.WholeFile;
import monkey.jobs.index.page.DirectoryIndex;
import monkey.jobs.index.page.PageCache;
import monkey.jobs.index.page.PageReader;
import monkey.jobs.index.page.ProjectPage;

/**
 * The package indexes that are configured: pages of projects, and core metadata of files on them. Requests are bounded
 * and retried ({@link Transport}), pages revalidated with what is kept on disk. Safe for several threads.
 */
public final class PackageIndexes {

    private final IndexConfiguration configuration;
    private final Transport transport;
    private final PageCache cache;
    private final WheelMetadata wheels;
    private final SourceMetadata sources;
    private final WholeFile files;

    /** @param home {@code MONKEY_HOME}: pages are kept in {@code cache/index} there */
    public PackageIndexes(IndexConfiguration configuration, Path home) {
        this(configuration, home, new Transport(configuration), Optional.empty());
    }

    /** @param build learns a source distribution's metadata by building it, where its own file does not tell */
    public PackageIndexes(IndexConfiguration configuration, Path home, SourceMetadata build) {
        this(configuration, home, new Transport(configuration), Optional.of(build));
    }

    private PackageIndexes(
            IndexConfiguration configuration, Path home, Transport transport, Optional<SourceMetadata> build) {
        this.configuration = configuration;
        this.transport = transport;
        Path temporary = home.resolve("cache").resolve("downloads");
        this.cache = new PageCache(home.resolve("cache").resolve("index"));
        this.wheels = new WheelMetadata(transport, temporary);
        this.files = new WholeFile(transport, temporary);
        SourceMetadata told = new PackageInformation(transport, temporary);
        this.sources = build.map(told::orElse).orElse(told);
    }

    /** In pip's order: the first has precedence. */
    public List<IndexLocation> indexes() {
        return configuration.indexes();
    }

    /**
     * Asks an index for a project, every time.
     *
     * @param project normalized (PEP 503)
     * @return nothing if the index has no such project
     * @throws IndexException if the index cannot be asked, or what it answers is no page
     */
    public Optional<FetchedProject> project(IndexLocation index, String project) throws IOException {
        if ("file".equals(index.address().getScheme())) {
            Optional<ProjectPage> page = DirectoryIndex.page(index, project);
            return page.map(files -> new FetchedProject(Integer.toHexString(files.hashCode()), files));
        }
        URI address = index.page(project);
        Optional<PageCache.Entry> kept = cache.get(address);
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", PageReader.ACCEPT);
        kept.map(PageCache.Entry::etag)
                .filter(etag -> !etag.isEmpty())
                .ifPresent(etag -> headers.put("If-None-Match", etag));
        kept.map(PageCache.Entry::lastModified)
                .filter(date -> !date.isEmpty())
                .ifPresent(date -> headers.put("If-Modified-Since", date));
        Reply reply = transport.get(address, headers);
        if (reply.status() == 304 && kept.isPresent()) {
            return Optional.of(fetched(kept.get()));
        }
        if (reply.status() == 200) {
            PageCache.Entry entry = new PageCache.Entry(
                    reply.address(),
                    reply.header("Content-Type").orElse("text/html"),
                    reply.header("ETag").orElse(""),
                    reply.header("Last-Modified").orElse(""),
                    reply.body());
            FetchedProject fetched = fetched(entry);
            cache.put(address, entry);
            return Optional.of(fetched);
        }
        if (reply.status() == 404 || reply.status() == 410) {
            return Optional.empty();
        }
        String login = reply.status() == 401 || reply.status() == 403
                ? ": it wants a login, in its address (https://user:password@host/) or in .netrc, or refuses this one"
                : "";
        throw new IndexException(
                "package index " + index + " answered with status " + reply.status() + " for " + project + login);
    }

    /**
     * Core metadata of a wheel.
     *
     * @throws monkey.jobs.index.metadata.MetadataException if it has none that can be read
     * @throws IndexException if the index cannot be asked
     */
    public byte[] wheelMetadata(RemoteFile wheel) throws IOException {
        return wheels.read(wheel);
    }

    /** As {@link #wheelMetadata}, for a source distribution. */
    public byte[] sourceMetadata(RemoteFile source) throws IOException {
        return sources.read(source);
    }

    /**
     * A whole file.
     *
     * @throws monkey.jobs.index.metadata.MetadataException if it is not there, or not what its index says it is
     * @throws IndexException if the index cannot be asked
     */
    public byte[] file(RemoteFile file) throws IOException {
        return files.read(file, java.nio.file.Files::readAllBytes);
    }

    private static FetchedProject fetched(PageCache.Entry entry) {
        return new FetchedProject(entry.digest(), entry.body(), entry.contentType(), entry.address());
    }
}
