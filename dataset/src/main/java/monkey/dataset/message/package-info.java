/**
 * Messages on their way: those written and not yet published, and those that were handled. Knows bytes, keys and ids; what a
 * message means, and what carries it, is none of its business.
 */
package monkey.dataset.message;
