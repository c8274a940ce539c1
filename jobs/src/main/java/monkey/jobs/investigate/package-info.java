/**
 * What is done about messages: each handler sets its flag or writes down work, and workers do the work. Knows what messages
 * say and mean; how they travel is the transport's affair.
 */
package monkey.jobs.investigate;
