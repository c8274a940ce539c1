/** Stacks drawn from a compiled space by chance, each as likely as any other; the same seed draws the same ones for all time. */
package monkey.resolver.sample;
