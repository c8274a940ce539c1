package monkey.resolver.command;

/** What {@code --help} prints. */
final class Help {
    static final String TEXT = "resolver: graph in, stacks out.\n"
            + "\n"
            + "  count    GRAPH    how many stacks there are, exactly\n"
            + "  stacks   GRAPH    --strategy all|latest|sample|cover|combinations|neighbours\n"
            + "  describe GRAPH    size and shape of the graph and of its space\n"
            + "  explain  GRAPH    which requirements contradict each other\n"
            + "  feasible GRAPH    1 if there is a stack, else 0\n"
            + "  serve             binary requests on standard input (resolver/PROTOCOL.md)\n"
            + "\n"
            + "GRAPH is a file, or - for standard input: one directive a line, # starts a comment\n"
            + "  types T0 T1 ...   type of id 0, 1, ...; within a type, ids ascend from oldest to newest\n"
            + "  direct A B ...    direct dependencies: one of each type must be in the stack\n"
            + "  pair A B          A depends on B: of each type, one of those named is needed\n"
            + "  broken A          A has a requirement that nothing meets\n"
            + "\n"
            + "Any command\n"
            + "  --require ID,...  only stacks with these ids\n"
            + "  --forbid ID,...   only stacks without these ids; 3+17 forbids the two together\n"
            + "  --deadline 30s    stop then (ms, s, m, h)\n"
            + "  --binary          answer in frames\n"
            + "stacks\n"
            + "  --limit N         at most so many\n"
            + "  --order newest|oldest\n"
            + "  --seed S          sample, cover: decides what chance decides\n"
            + "  --strength T      cover: size of the tuples, 2 unless told\n"
            + "  --of TYPE,...     cover, combinations: only these types\n"
            + "  --from ID,...     neighbours: of this stack\n"
            + "  --distance D      neighbours: at most so many types differ, 1 unless told\n"
            + "\n"
            + "A stack a line on standard output, ids ascending; how it ended and how many there were on standard\n"
            + "error: complete, limit, deadline or memory N. Exit code 0 done, 1 failed, 2 wrong usage or input.\n";

    private Help() {}
}
