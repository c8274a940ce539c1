package monkey.reports;

import java.util.List;
import java.util.Map;

/**
 * Where the inspections ran.
 *
 * @param facts name and value, in reading order (operating system, processor, memory ...)
 * @param tools name and version of what built and ran the stacks
 * @param lacks what the sandbox could not enforce here
 */
public record Machine(Map<String, String> facts, Map<String, String> tools, List<Lack> lacks) {

    public static final Machine UNKNOWN = new Machine(Map.of(), Map.of(), List.of());

    public Machine {
        facts = Ordered.copyOf(facts);
        tools = Ordered.copyOf(tools);
        lacks = List.copyOf(lacks);
    }

    /** A capability that this machine does not have, and what follows for whoever reads the results. */
    public record Lack(String capability, String consequence) {}
}
