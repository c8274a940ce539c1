/** From a request on a graph to an answer in somebody's sink. Knows the strategies; knows no file, pipe or exit code. */
package monkey.resolver.answer;
