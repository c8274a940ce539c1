/** Things for tests: a package index in miniature, with wheels that can be installed. */
package monkey.jobs.testing;
