package monkey.dataset.learning;

/** A parked run whose last need has just been met. */
public record ReadyRun(long runId, String correlationId) {}
