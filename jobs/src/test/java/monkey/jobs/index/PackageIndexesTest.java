package monkey.jobs.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import monkey.jobs.index.configuration.IndexConfiguration;
import monkey.jobs.index.configuration.IndexLocation;
import monkey.jobs.index.http.IndexException;
import monkey.jobs.index.metadata.MetadataException;
import monkey.jobs.index.metadata.RemoteFile;
import monkey.jobs.index.page.ProjectFile;
import monkey.jobs.index.page.ProjectPage;
import monkey.jobs.testing.MiniatureIndex;
import monkey.jobs.testing.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageIndexesTest {

    private final Release wheel = Release.wheel("flask", "1.0")
            .requires("werkzeug>=0.14")
            .requiresPython(">=3.8")
            .yanked("broken on Tuesdays")
            .uploaded("2021-05-06T07:08:09.123456Z");
    private final MiniatureIndex index = MiniatureIndex.start();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void aPageInJsonTellsAllThatTheIndexKnows() throws IOException {
        index.add(wheel, Release.source("flask", "1.0"));

        List<ProjectFile> files = page("flask").files();

        assertThat(files)
                .extracting(ProjectFile::filename)
                .containsExactly("flask-1.0-py3-none-any.whl", "flask-1.0.tar.gz");
        ProjectFile file = files.get(0);
        assertThat(file.address())
                .hasToString(index.url().replace("/simple/", "/files/flask/flask-1.0-py3-none-any.whl"));
        assertThat(file.sha256()).isPresent();
        assertThat(file.size()).contains((long) wheel.content().length);
        assertThat(file.uploaded()).contains(Instant.parse("2021-05-06T07:08:09.123456Z"));
        assertThat(file.requiresPython()).contains(">=3.8");
        assertThat(file.yanked()).contains("broken on Tuesdays");
        assertThat(file.metadata().offered()).isTrue();
        assertThat(file.metadata().sha256()).isPresent();
        assertThat(files.get(1).yanked()).isEmpty();
        assertThat(files.get(1).metadata().offered()).isFalse();
    }

    @Test
    void aPageInHtmlTellsTheSameButForSizeAndTime() throws IOException {
        index.htmlOnly().add(wheel, Release.source("flask", "1.0"));

        ProjectFile file = page("flask").files().get(0);

        assertThat(file.filename()).isEqualTo("flask-1.0-py3-none-any.whl");
        assertThat(file.address())
                .hasToString(index.url().replace("/simple/", "/files/flask/flask-1.0-py3-none-any.whl"));
        assertThat(file.sha256()).isPresent();
        assertThat(file.requiresPython()).contains(">=3.8");
        assertThat(file.yanked()).contains("broken on Tuesdays");
        assertThat(file.metadata().offered()).isTrue();
        assertThat(file.uploaded()).isEmpty();
    }

    @Test
    void aPageThatDidNotChangeIsNotSentAgain() throws IOException {
        index.add(wheel);
        FetchedProject first = fetch("flask").orElseThrow();
        FetchedProject second = fetch("flask").orElseThrow();
        index.add(Release.wheel("flask", "2.0"));
        FetchedProject third = fetch("flask").orElseThrow();

        assertThat(second.tag()).isEqualTo(first.tag());
        assertThat(second.page().files()).hasSize(1);
        assertThat(third.tag()).isNotEqualTo(first.tag());
        assertThat(third.page().files()).hasSize(2);
    }

    @Test
    void anAbsentProjectIsAnAnswer() throws IOException {
        assertThat(fetch("unknown")).isEmpty();
    }

    @Test
    void anIndexThatWantsALoginSaysSo() {
        index.add(wheel).login("me:secret");

        assertThatThrownBy(() -> fetch("flask"))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(index.url())
                .hasMessageContaining("401")
                .hasMessageContaining("login");
    }

    @Test
    void aLoginInTheAddressIsUsedForPagesAndFilesAndNeverShown() throws IOException {
        index.add(wheel).login("me:s/cret");
        PackageIndexes indexes = indexes(index.url().replace("http://", "http://me:s%2Fcret@"));
        IndexLocation location = indexes.indexes().get(0);

        assertThat(indexes.project(location, "flask")).isPresent();
        assertThat(indexes.wheelMetadata(remote(page(indexes, "flask").files().get(0))))
                .isEqualTo(wheel.metadata());
        assertThat(location.toString()).doesNotContain("cret");
        assertThat(location.credentials().toString()).doesNotContain("cret");
    }

    @Test
    void metadataBesideAWheelCostsOneRequest() throws IOException {
        assertThat(metadata(wheel)).isEqualTo(wheel.metadata());
        assertThat(index.requests())
                .containsExactly("GET /simple/flask/", "GET /files/flask/flask-1.0-py3-none-any.whl.metadata");
    }

    @Test
    void aMetadataFileThatIsNotThereIsNoEmptyMetadata() throws IOException {
        index.withoutMetadataFiles();

        assertThat(metadata(wheel)).isEqualTo(wheel.metadata());
        assertThat(index.requests()).hasSize(3);
        assertThat(index.requests().get(2)).startsWith("GET /files/flask/flask-1.0-py3-none-any.whl bytes=");
    }

    @Test
    void ofALargeWheelOnlyTheEndIsFetched() throws IOException {
        index.withoutMetadataFiles();
        Release large = Release.wheel("large", "1.0").requires("six").module("large.py", noise(400_000));

        assertThat(metadata(large)).isEqualTo(large.metadata());
        assertThat(index.requests().stream().filter(request -> request.contains("bytes=")))
                .hasSize(1);
    }

    @Test
    void metadataAtTheFrontOfALargeWheelIsFoundByTheDirectoryAtItsEnd() throws IOException {
        index.withoutMetadataFiles();
        Release large =
                Release.wheel("large", "1.0").requires("six").metadataFirst().module("large.py", noise(400_000));

        assertThat(metadata(large)).isEqualTo(large.metadata());
        assertThat(index.requests().stream().filter(request -> request.contains("bytes=")))
                .hasSize(2);
    }

    @Test
    void aServerWithoutRangesGivesTheWholeWheel() throws IOException {
        index.withoutMetadataFiles().withoutRanges();

        assertThat(metadata(wheel)).isEqualTo(wheel.metadata());
        assertThat(index.requests()).hasSize(3);
        assertThat(Files.list(home.resolve("cache/downloads"))).isEmpty();
    }

    @Test
    void aMetadataFileNobodyMentionedIsFoundAllTheSame() throws IOException {
        index.silentAboutMetadata();

        assertThat(metadata(wheel)).isEqualTo(wheel.metadata());
        assertThat(index.requests()).last().asString().endsWith(".metadata");
    }

    @Test
    void aHostThatNeverHasMetadataFilesIsSoonNotAskedForThem() throws IOException {
        index.silentAboutMetadata().withoutMetadataFiles();
        for (int i = 0; i < 12; i++) {
            index.add(Release.wheel("flask", "1." + i));
        }
        PackageIndexes indexes = indexes(index.url());
        for (ProjectFile file : page(indexes, "flask").files()) {
            indexes.wheelMetadata(remote(file));
        }

        assertThat(index.requests().stream().filter(request -> request.endsWith(".metadata")))
                .hasSize(4);
    }

    @Test
    void aMetadataFileWithTheWrongDigestIsNotBelieved() throws IOException {
        index.add(wheel);
        ProjectFile file = page("flask").files().get(0);
        RemoteFile tampered = new RemoteFile(
                file.address(), file.filename(), file.sha256(), file.size(), true, Optional.of("0".repeat(64)));

        assertThat(indexes(index.url()).wheelMetadata(tampered)).isEqualTo(wheel.metadata());
        assertThat(index.requests()).last().asString().contains("bytes=");
    }

    @Test
    void aWholeWheelWithTheWrongDigestIsAProblemOfTheWheel() throws IOException {
        index.withoutRanges().withoutMetadataFiles().add(wheel);
        ProjectFile file = page("flask").files().get(0);
        RemoteFile tampered = new RemoteFile(
                file.address(), file.filename(), Optional.of("0".repeat(64)), file.size(), false, Optional.empty());

        assertThatThrownBy(() -> indexes(index.url()).wheelMetadata(tampered))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void aFileThatIsNoArchiveIsAProblemOfTheWheel() {
        index.withoutMetadataFiles();

        assertThatThrownBy(() -> metadata(Release.wheel("flask", "1.0").damaged()))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("ZIP");
    }

    @Test
    void aSourceDistributionIsTakenAtItsWordWhereItPromisesStaticFields() throws IOException {
        Release source = Release.source("flask", "1.0").requires("werkzeug").metadataVersion("2.2");
        index.add(source);

        byte[] metadata =
                indexes(index.url()).sourceMetadata(remote(page("flask").files().get(0)));

        assertThat(metadata).isEqualTo(source.metadata());
    }

    @Test
    void aSourceDistributionThatPromisesNothingHasToBeBuilt() throws IOException {
        index.add(
                Release.source("old", "1.0").metadataVersion("2.1"),
                Release.source("dynamic", "1.0").dynamic("Requires-Dist"));
        for (String project : List.of("old", "dynamic")) {
            RemoteFile source = remote(page(project).files().get(0));
            assertThatThrownBy(() -> indexes(index.url()).sourceMetadata(source))
                    .isInstanceOf(MetadataException.class)
                    .hasMessageContaining("built");
        }
        PackageIndexes building = new PackageIndexes(
                configuration(index.url()),
                home,
                source -> ("built " + source.filename()).getBytes(StandardCharsets.UTF_8));
        assertThat(building.sourceMetadata(remote(page("old").files().get(0))))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("built old-1.0.tar.gz");
    }

    @Test
    void aDirectoryOfThisMachineIsAnIndexToo() throws IOException {
        Path root = Files.createDirectories(home.resolve("wheels"));
        Files.createDirectories(root.resolve("flask"));
        Files.write(root.resolve("flask").resolve(wheel.filename()), wheel.content());
        Release flat = Release.wheel("six", "1.0");
        Files.write(root.resolve(flat.filename()), flat.content());
        PackageIndexes indexes = indexes(root.toString());

        assertThat(indexes.wheelMetadata(remote(page(indexes, "flask").files().get(0))))
                .isEqualTo(wheel.metadata());
        assertThat(indexes.wheelMetadata(remote(page(indexes, "six").files().get(0))))
                .isEqualTo(flat.metadata());
        assertThat(indexes.project(indexes.indexes().get(0), "unknown")).isEmpty();
    }

    private byte[] metadata(Release release) throws IOException {
        index.add(release);
        PackageIndexes indexes = indexes(index.url());
        return indexes.wheelMetadata(
                remote(page(indexes, release.name()).files().get(0)));
    }

    private static RemoteFile remote(ProjectFile file) {
        return new RemoteFile(
                file.address(),
                file.filename(),
                file.sha256(),
                file.size(),
                file.metadata().offered(),
                file.metadata().sha256());
    }

    private static String noise(int length) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("# ");
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        return text.toString();
    }

    private Optional<FetchedProject> fetch(String project) throws IOException {
        PackageIndexes indexes = indexes(index.url());
        return indexes.project(indexes.indexes().get(0), project);
    }

    private ProjectPage page(String project) throws IOException {
        return fetch(project).orElseThrow().page();
    }

    private static ProjectPage page(PackageIndexes indexes, String project) throws IOException {
        return indexes.project(indexes.indexes().get(0), project).orElseThrow().page();
    }

    private PackageIndexes indexes(String url) throws IOException {
        return new PackageIndexes(configuration(url), home);
    }

    private IndexConfiguration configuration(String url) throws IOException {
        return IndexConfiguration.of(Optional.of(url), List.of(), home, Map.of("PIP_RETRIES", "1"));
    }
}
