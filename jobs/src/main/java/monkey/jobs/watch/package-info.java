/**
 * Lets others see how a long-running process is: its meters and its health over HTTP, on loopback. Knows nothing of what is
 * measured.
 */
package monkey.jobs.watch;
