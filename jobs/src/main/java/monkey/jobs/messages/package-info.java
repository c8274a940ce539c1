/**
 * Every message: one record each, with the names, fields and versions of thoth-messaging, who sends it and who handles it
 * ({@link monkey.jobs.messages.MessageType} lists them); how it is read and written; and what we say about it in headers. A
 * JSON schema of each lies beside, among the resources. Knows nothing of Kafka, nor of what is done about a message.
 */
package monkey.jobs.messages;
