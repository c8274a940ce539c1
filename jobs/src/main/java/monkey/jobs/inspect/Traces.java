package monkey.jobs.inspect;

import monkey.amun.InspectionResult;
import monkey.amun.ItemResult;
import monkey.amun.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the first item that did not pass said on its standard error: in Python, the traceback. Or else on standard output. */
final class Traces {
    /** A traceback's end tells what happened; its beginning is the first thing that can be spared. */
    private static final int LONGEST = 16_384;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Traces() {}

    /** @return null when every item passed or nothing was said */
    static String firstIn(InspectionResult result) {
        for (ItemResult item : result.items()) {
            if (item.outcome() != Outcome.PASSED) {
                return said(item.document());
            }
        }
        return null;
    }

    private static String said(String document) {
        try {
            JsonNode read = JSON.readTree(document);
            String error = text(read.path("stderr"));
            String text = error.isEmpty() ? text(read.path("stdout")) : error;
            if (text.isEmpty()) {
                return null;
            }
            return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
        } catch (JacksonException noDocument) {
            return null;
        }
    }

    private static String text(JsonNode said) {
        return said.isString() ? said.stringValue().strip() : "";
    }
}
