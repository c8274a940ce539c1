/** Holds documents against the JSON schemas that are published for them. Knows nothing of what they are about. */
package monkey.amun.schema;
