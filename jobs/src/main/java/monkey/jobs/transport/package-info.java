/**
 * Messages on Kafka: how they get there from the outbox, how they come from there to those who handle them, exactly once in
 * effect, and where those go that cannot be handled. The only room that knows Kafka; knows no message in particular, and
 * nothing of what is done about one.
 */
package monkey.jobs.transport;
