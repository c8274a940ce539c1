/** The application: it knows every other module, and alone knows Spring Batch and, later, Kafka. */
package monkey.jobs;
