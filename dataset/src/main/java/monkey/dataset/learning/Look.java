package monkey.dataset.learning;

/** A look at a package's page on an index, claimed by a worker; {@code attempts} include this one. */
public record Look(long id, String packageName, String indexUrl, int attempts) {}
