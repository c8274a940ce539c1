package monkey.dataset.learning;

import java.time.Instant;

/**
 * A run that has asked for knowledge by messages.
 *
 * @param experiment canonical
 * @param output where its report is to be written; null for the usual place
 * @param openNeeds what it still waits for
 * @param rounds how often it has asked
 * @param pagesAsked in all rounds
 * @param versionsAsked in all rounds
 * @param resumedAt when everything was known; null while it is not
 */
public record ParkedRun(
        long runId,
        String correlationId,
        String experiment,
        String output,
        int openNeeds,
        int rounds,
        int pagesAsked,
        int versionsAsked,
        Instant parkedAt,
        Instant resumedAt) {}
