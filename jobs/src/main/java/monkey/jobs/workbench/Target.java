package monkey.jobs.workbench;

import monkey.amun.interpreters.Interpreter;
import monkey.dataset.environment.RuntimeEnvironment;

/**
 * An environment of an experiment, found on this machine.
 *
 * @param name as the experiment has it
 * @param interpreter that runs its inspections
 * @param environment what it decides about packages
 * @param report what the interpreter says of itself, as JSON
 */
public record Target(String name, Interpreter interpreter, RuntimeEnvironment environment, String report) {}
