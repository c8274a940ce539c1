/** Chance that is the same for a seed on every machine and with every JDK. */
package monkey.resolver.chance;
