package monkey.amun.argo.client;

import java.util.List;
import java.util.OptionalInt;

/**
 * One page of a list.
 *
 * @param resourceVersion to watch from, so that nothing is missed between the list and the watch
 * @param next offset of the next page; empty on the last one. An offset, not a cursor: what ends meanwhile shifts the
 *     pages, so a caller sees some workflows twice and may miss others
 * @param remaining how many there are beyond this page, where the server says
 */
public record WorkflowPage(List<Workflow> workflows, String resourceVersion, OptionalInt next, OptionalInt remaining) {}
