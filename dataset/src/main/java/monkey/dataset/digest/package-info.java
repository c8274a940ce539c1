/** By what content is recognised: digests that mean the same tonight and next year. Knows nothing of what it digests. */
package monkey.dataset.digest;
