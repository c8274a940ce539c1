package monkey.jobs.learn;

/** Told how learning goes on, from one thread, several times a second at most. */
@FunctionalInterface
public interface LearningProgress {

    LearningProgress SILENT = state -> {};

    void update(State state);

    /**
     * @param packages reached so far
     * @param pagesAsked pages that were asked for and answered
     * @param pagesOpen pages still to be had, as far as is known
     * @param versionsLearnt distributions whose metadata was read
     * @param versionsOpen distributions whose metadata is still to be read, as far as is known
     */
    record State(int packages, int pagesAsked, int pagesOpen, int versionsLearnt, int versionsOpen) {}
}
