/** How work ends, and what makes it end before it is done. */
package monkey.resolver.ending;
