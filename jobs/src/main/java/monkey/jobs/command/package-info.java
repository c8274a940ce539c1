/**
 * The command line: understands what was typed, asks others to do it, and says how it went. Holds no rule of packaging,
 * no database access and no Spring; {@code --help} and {@code --version} load nothing else.
 */
package monkey.jobs.command;
