/**
 * The run of an experiment as a Spring Batch job: one class a step, and what starts the job, guards it against a second
 * starter, and finds it again after a crash. The only package that knows Spring Batch; it decides nothing about packages,
 * stacks or pages itself.
 */
package monkey.jobs.batch;
