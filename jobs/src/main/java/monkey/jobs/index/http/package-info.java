/** Requests to package indexes: bounded, patient with busy servers, clear about failures. Knows nothing of packages. */
package monkey.jobs.index.http;
