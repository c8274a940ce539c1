package monkey.amun;

/**
 * What an item used, of the script and all it waited for.
 *
 * @param userSeconds processor time in user mode
 * @param systemSeconds processor time in the kernel
 * @param maxResidentBytes largest resident set of any one process
 * @param minorFaults page faults served without the disk
 * @param majorFaults page faults that read the disk
 * @param voluntarySwitches times it waited of its own
 * @param involuntarySwitches times it was made to wait: a measure of how crowded the machine was
 */
public record Usage(
        double userSeconds,
        double systemSeconds,
        long maxResidentBytes,
        long minorFaults,
        long majorFaults,
        long voluntarySwitches,
        long involuntarySwitches) {}
