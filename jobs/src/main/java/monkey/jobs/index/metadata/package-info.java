/**
 * Core metadata of one distribution, by the cheapest way its index allows: beside the file, out of a few ranges of it,
 * or out of the whole file. Gives bytes; reading them is the business of {@code monkey.dataset.python}.
 */
package monkey.jobs.index.metadata;
