package monkey.amun.argo.standin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What kind of cluster is stood in for. Set before it starts. */
public final class StandInSettings {
    /** What a token may do. */
    public enum Rights {
        /** Known, but without any right. */
        NONE,
        /** Workflows and templates, to look at. */
        VIEW,
        /** The same, and to make workflows. */
        CREATE,
        /** The same, and to end and remove them. */
        END,
        /** All that the role of {@code scripts/deploy/argo} has. */
        SUBMIT
    }

    final Path directory;
    int port;
    String namespace = "argo";
    String version = "v4.1.2";
    final Map<String, Rights> tokens = new TreeMap<>();
    Optional<Path> tokenFile = Optional.empty();
    Optional<Path> keyStore = Optional.empty();
    boolean artifactStore;
    boolean archive;
    boolean empty;
    int pods = 2;
    double submissionsPerSecond;
    double speed = 1;
    Duration podDelay = Duration.ofMillis(20);
    Duration keepAlive = Duration.ofSeconds(15);
    Duration clockSkew = Duration.ZERO;
    int eventsKept = 5000;
    Faults faults = Faults.none();

    /** @param directory of its own, for pods and artifacts */
    public StandInSettings(Path directory) {
        this.directory = directory;
    }

    /** 0 for any that is free. */
    public StandInSettings port(int number) {
        port = number;
        return this;
    }

    public StandInSettings namespace(String name) {
        namespace = name;
        return this;
    }

    /** Without any token, everybody may do everything. */
    public StandInSettings token(String token, Rights rights) {
        tokens.put(token, rights);
        return this;
    }

    /** Where the token that may submit is written, at the start and whenever it is replaced by another. */
    public StandInSettings tokenFile(Path file) {
        tokenFile = Optional.of(file);
        return this;
    }

    /** TLS with the key in a PKCS12 file whose password is {@code changeit}. */
    public StandInSettings tls(Path store) {
        keyStore = Optional.of(store);
        return this;
    }

    public StandInSettings artifactStore() {
        artifactStore = true;
        return this;
    }

    public StandInSettings archive() {
        archive = true;
        return this;
    }

    /** Pods run no process but succeed at once, with the outputs of the first one that ran for real. */
    public StandInSettings empty() {
        empty = true;
        return this;
    }

    /** How many pods run at a time. */
    public StandInSettings pods(int number) {
        pods = number;
        return this;
    }

    /** Creates beyond that many a second are refused with 429; 0 for no limit. */
    public StandInSettings submissionsPerSecond(double rate) {
        submissionsPerSecond = rate;
        return this;
    }

    /** How many times faster than real deadlines, times to live and pauses pass. */
    public StandInSettings speed(double times) {
        speed = times;
        return this;
    }

    public StandInSettings keepAlive(Duration interval) {
        keepAlive = interval;
        return this;
    }

    /** How far its clock is ahead. */
    public StandInSettings clockSkew(Duration ahead) {
        clockSkew = ahead;
        return this;
    }

    /** How many events are kept for those who watch from an earlier version. */
    public StandInSettings eventsKept(int number) {
        eventsKept = number;
        return this;
    }

    public StandInSettings faults(Faults some) {
        faults = some;
        return this;
    }

    Duration scaled(Duration real) {
        return Duration.ofNanos((long) (real.toNanos() / speed));
    }
}
