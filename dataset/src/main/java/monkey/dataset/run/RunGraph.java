package monkey.dataset.run;

/**
 * The graph that a run chooses its stacks from in one environment.
 *
 * @param text in the resolver's text form
 * @param distributions the distribution behind each id; 0 for an id that stands for none, as an extra's does
 */
public record RunGraph(String text, long[] distributions) {}
