package monkey.jobs.messages;

import java.util.Optional;

/**
 * The last thing that a run waited for is known. Sent by the investigator. Handled by whoever resumes runs. (The fields that
 * begin with {@code github} are of its first senders; nothing here reads them.)
 *
 * @param reRunAdviserId the run, by its number
 * @param recommendationType what the run was asked for: its strategy
 */
public record AdviserReRun(
        String reRunAdviserId,
        String recommendationType,
        Optional<String> origin,
        Optional<String> sourceType,
        Optional<String> githubEventType,
        Optional<Long> githubCheckRunId,
        Optional<Long> githubInstallationId,
        Optional<String> githubBaseRepoUrl,
        BaseFields base)
        implements Message {
    public AdviserReRun(String reRunAdviserId, String recommendationType) {
        this(
                reRunAdviserId,
                recommendationType,
                Optional.empty(),
                Optional.of("dependency-monkey"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BaseFields.ours());
    }

    @Override
    public String key() {
        return reRunAdviserId;
    }
}
