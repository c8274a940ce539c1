/** The binary form of graphs, requests and answers, byte by byte as in PROTOCOL.md. */
package monkey.resolver.protocol;
