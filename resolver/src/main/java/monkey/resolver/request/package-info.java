/** What can be asked, as data: the same request comes from a command line, a frame or a Java caller. */
package monkey.resolver.request;
