/** What was found in a run, with its evidence, and what a search for causes may start from. Rows only; nothing is concluded here. */
package monkey.dataset.finding;
