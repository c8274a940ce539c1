/**
 * Makes a graph small before anything is compiled: dead ids go, ids that nothing tells apart become one value, what is
 * left becomes a network of tables. Knows the graph; knows neither diagrams nor strategies.
 */
package monkey.resolver.reduce;
