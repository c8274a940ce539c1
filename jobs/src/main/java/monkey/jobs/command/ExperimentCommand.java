package monkey.jobs.command;

/** A command that takes an experiment, and so has an option for each of its keys. */
interface ExperimentCommand {}
