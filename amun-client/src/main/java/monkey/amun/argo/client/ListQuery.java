package monkey.amun.argo.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which workflows, and how much of each. Texts that are empty are not sent.
 *
 * @param labels selector, such as {@code monkey/run=7,kind!=probe}
 * @param fields of the answer, such as {@code metadata,items.metadata,items.status.phase}; everything when empty
 * @param limit of the page; 0 for no limit
 * @param offset of the page, from {@link WorkflowPage#next()}
 * @param resourceVersion for a watch: from where events are wanted
 */
public record ListQuery(String labels, String fields, int limit, int offset, String resourceVersion) {
    /** What tells how workflows stand, without specifications and nodes, which are most of the bytes. */
    public static final String SUMMARY = "metadata,items.metadata.name,items.metadata.namespace,items.metadata.uid,"
            + "items.metadata.resourceVersion,items.metadata.creationTimestamp,items.metadata.labels,items.status.phase,"
            + "items.status.message,items.status.startedAt,items.status.finishedAt,items.status.progress";

    /** Of a watch, what tells how a workflow stands, nodes included. */
    public static final String EVENT = "result.type,result.object.metadata.name,result.object.metadata.namespace,"
            + "result.object.metadata.uid,result.object.metadata.resourceVersion,"
            + "result.object.metadata.creationTimestamp,result.object.metadata.labels,result.object.status.phase,"
            + "result.object.status.message,result.object.status.startedAt,result.object.status.finishedAt,"
            + "result.object.status.progress,result.object.status.nodes,error";

    /** All workflows of the namespace, whole. */
    public static final ListQuery ALL = new ListQuery("", "", 0, 0, "");

    public ListQuery {
        if (limit < 0 || offset < 0) {
            throw new IllegalArgumentException("a page has no negative limit or offset: " + limit + ", " + offset);
        }
    }

    public ListQuery labelled(String selector) {
        return new ListQuery(selector, fields, limit, offset, resourceVersion);
    }

    public ListQuery only(String selection) {
        return new ListQuery(labels, selection, limit, offset, resourceVersion);
    }

    public ListQuery page(int size, int from) {
        return new ListQuery(labels, fields, size, from, resourceVersion);
    }

    public ListQuery since(String version) {
        return new ListQuery(labels, fields, limit, offset, version);
    }

    /** As query parameters. A limit is only told to be one when the remaining count is asked for too: Argo's custom. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "listOptions.labelSelector", labels);
        put(parameters, "listOptions.resourceVersion", resourceVersion);
        put(parameters, "fields", fields);
        if (limit > 0) {
            parameters.put("listOptions.limit", String.valueOf(limit));
            parameters.put("listOptions.fieldSelector", "ext.showRemainingItemCount=true");
            if (offset > 0) {
                parameters.put("listOptions.continue", String.valueOf(offset));
            }
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }
}
