/** A single Kafka broker as a process. Started by its command line only: nobody links against it, and it knows nobody. */
package monkey.broker;
