package monkey.dataset.run;

/**
 * What is done with a stack, as inspections refer to it.
 *
 * @param digest of the document
 * @param document JSON: script, files, environment variables, limits, batch size
 */
public record RecordedSpecification(int id, String digest, String document) {}
