/**
 * Which package indexes there are and how to reach them, read from where pip reads it. Knows files, environment
 * variables and, when nothing is configured, pip itself; makes no request.
 */
package monkey.jobs.index.configuration;
