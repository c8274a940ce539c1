package monkey.jobs.encode;

import java.util.List;

/**
 * A need that nothing meets.
 *
 * @param id of the member that has it
 * @param packageName what is needed
 * @param lines the requirements as written, which hold together
 * @param why in words
 */
public record BrokenRequirement(int id, String packageName, List<String> lines, String why) {}
