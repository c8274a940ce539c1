package monkey.reports.causes;

/** What is known of a stack by now. */
enum Ruling {
    PASSES,
    FAILS,
    /** It has ended one way and the other: evidence for nothing. */
    FLAKY,
    /** Tried, and nothing was learnt. */
    UNANSWERED,
    UNTRIED
}
