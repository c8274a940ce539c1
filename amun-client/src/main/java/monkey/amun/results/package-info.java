/** From what the harness wrote to exactly one outcome, wherever it ran. Knows no backend. */
package monkey.amun.results;
