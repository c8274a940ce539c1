/** A real PostgreSQL for the tests of this module and of those that build on it. */
package monkey.dataset.testing;
