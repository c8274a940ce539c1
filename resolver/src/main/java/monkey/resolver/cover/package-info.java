/**
 * Covering arrays over a diagram: few stacks that between them hold every feasible tuple of ids, and a proof of how few
 * cannot do. Reads diagrams; knows neither graphs nor text, and nothing but {@link monkey.resolver.cover.Cover} is
 * meant for others.
 */
package monkey.resolver.cover;
