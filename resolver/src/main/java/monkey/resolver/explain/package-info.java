/** Why a graph has no stack: the smallest sets of requirements that can't be met together. */
package monkey.resolver.explain;
