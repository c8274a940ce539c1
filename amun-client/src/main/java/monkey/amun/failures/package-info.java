/** From what a script or an installer wrote to what went wrong, so that equal failures can be told. Text in, records out. */
package monkey.amun.failures;
