/**
 * What runs beside a command when nothing else is configured: a PostgreSQL on loopback with its data under
 * {@code MONKEY_HOME}, shared by all commands on that home and stopped by the last. Knows files and processes; nothing of
 * Spring, and nothing of what the database is used for.
 *
 * <p>The server is started by these classes and not by the library whose binaries it is made of, because that library is for
 * tests: it turns fsync off, lets everybody in without a password, and gives a data directory to one JVM at a time.
 */
package monkey.jobs.services;
