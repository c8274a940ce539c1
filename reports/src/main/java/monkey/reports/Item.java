package monkey.reports;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One run of the script within an inspection, with what it used. */
public record Item(
        int position,
        Outcome outcome,
        OptionalInt exitCode,
        OptionalDouble wallSeconds,
        OptionalDouble userSeconds,
        OptionalDouble systemSeconds,
        OptionalLong peakMemoryBytes) {}
