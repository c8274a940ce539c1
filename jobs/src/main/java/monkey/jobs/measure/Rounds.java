package monkey.jobs.measure;

/**
 * How an inspection's items are spread over rounds. Ten rounds where there are items enough: the environment is built anew in
 * each, and what differs between two builds of the same is seen only where there are several.
 *
 * @param perVisit items that one round runs in a stack; the last round may have fewer
 */
record Rounds(int batchSize, int perVisit) {
    private static final int WANTED = 10;

    static Rounds of(int batchSize) {
        return new Rounds(batchSize, Math.max(1, batchSize / WANTED));
    }

    int count() {
        return (batchSize + perVisit - 1) / perVisit;
    }

    int firstItem(int round) {
        return round * perVisit;
    }

    int items(int round) {
        return Math.min(perVisit, batchSize - firstItem(round));
    }
}
