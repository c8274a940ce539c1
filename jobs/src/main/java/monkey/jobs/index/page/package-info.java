/**
 * Project pages of package indexes, in every form the Simple API has (JSON, HTML, a directory of files). Keeps what
 * the page says; judges nothing.
 */
package monkey.jobs.index.page;
