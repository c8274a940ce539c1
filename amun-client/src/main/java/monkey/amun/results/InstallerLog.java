package monkey.amun.results;

import java.util.regex.Pattern;

/** What the installer's words say about whose fault it is. */
public final class InstallerLog {
    private static final Pattern INFRASTRUCTURE = Pattern.compile(
            "error sending request|Failed to connect|[Cc]onnection (?:refused|reset|closed|aborted|timed out)"
                    + "|Network is unreachable|dns error|failed to lookup address|Name or service not known"
                    + "|Temporary failure in name resolution|operation timed out|request timed out|tls handshake"
                    + "|Max retries exceeded|[Rr]ead timed out|HTTP error (?:5\\d\\d|408|429)"
                    + "|Network connectivity is disabled|connection error|client error \\(Connect\\)|urlopen error"
                    + "|HTTP status (?:server error|client error \\((?:407|408|429))|HTTP Error 5\\d\\d|HTTP Error 429"
                    + "|No space left on device|Too many open files|Cannot allocate memory|Disk quota exceeded");

    private InstallerLog() {}

    /** True of an index that can't be reached or does not answer, and of a machine that ran out of something. */
    public static boolean blamesTheInfrastructure(String log) {
        return INFRASTRUCTURE.matcher(log).find();
    }
}
