/**
 * What the package indexes offer, as they say it: pages, versions, distributions, requirements. Judges nothing: which of it
 * counts in an environment is for those who read a snapshot to say.
 */
package monkey.dataset.knowledge;
