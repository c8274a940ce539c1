/** One class per way of choosing stacks. Each is a cursor over a compiled space; none writes anything. */
package monkey.resolver.strategy;
