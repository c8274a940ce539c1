package monkey.jobs.inspect;

import java.util.List;
import java.util.Map;
import monkey.amun.InputFile;
import monkey.amun.Limits;

/** The part of an inspection that is the same for all stacks of a run. */
public record ScriptToRun(
        String text, List<InputFile> files, Map<String, String> environment, int batchSize, Limits limits) {}
