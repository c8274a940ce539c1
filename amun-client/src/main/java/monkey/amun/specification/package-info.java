/** Amun's inspection specification as a document: read as it is, with what is wrong and what is unknown told. Knows no backend's code. */
package monkey.amun.specification;
