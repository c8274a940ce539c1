package monkey.reports.causes;

import java.util.ArrayList;
import java.util.List;

/**
 * A second look at a cause, when others are known. What fails by one of them proves nothing of this one; and what this one
 * seemed to end at may be another's beginning.
 */
final class Verification {
    private final List<PackageCandidates> packages;
    private final SpaceOracle space;
    private final Laboratory laboratory;
    private final Inside inside;

    Verification(List<PackageCandidates> packages, SpaceOracle space, Laboratory laboratory, Inside inside) {
        this.packages = packages;
        this.space = space;
        this.laboratory = laboratory;
        this.inside = inside;
    }

    /**
     * Looks again, now that other causes are known: what fails by one of them proves nothing here. What was too dear while there
     * were others to be found is done now, as far as probes last. What two causes have in common each of them would leave to the
     * other, so that is looked at by itself.
     */
    Cause verified(Cause cause, List<Cause> others) {
        if (laboratory.isSpent()) {
            return cause;
        }
        int before = laboratory.spent();
        int missing = 1;
        try {
            laboratory.leaveOut(Cause.regions(others));
            boolean complete = inside.tried(cause.region(), Coverage.Doubt.THOROUGH, Integer.MAX_VALUE)
                            == Inside.Answer.FAILS_ALL_OVER
                    && inside.isClear(cause.region())
                    && cause.borders().stream()
                            .allMatch(border -> laboratory.ruling(border.passing()) == Ruling.PASSES);
            holdBeside(cause, others);
            for (Cause other : others) {
                List<Cause> third = new ArrayList<>(others);
                third.remove(other);
                laboratory.leaveOut(Cause.regions(third));
                Region common = cause.region().and(other.region());
                complete = complete
                        && (common.isEmptyByItsLimits()
                                || inside.tried(common, Coverage.Doubt.LIGHT, Integer.MAX_VALUE)
                                        == Inside.Answer.FAILS_ALL_OVER);
            }
            missing = complete ? 0 : 1;
        } catch (ProbesSpentException e) {
            missing = Math.max(1, inside.missing(cause.region()));
        } finally {
            laboratory.leaveOut(List.of());
        }
        List<StackPoint> failing =
                laboratory.all(Ruling.FAILS, cause.region()::contains).toList();
        return cause.after(laboratory.spent() - before, missing == 0, missing, failing);
    }

    /** A cause that is proven, after so many further runs at most of what is least likely to pass. */
    Cause doubted(Cause cause, List<Cause> others, int allowance) {
        int before = laboratory.spent();
        try {
            laboratory.leaveOut(Cause.regions(others));
            inside.tryGaps(cause.region(), allowance);
        } catch (ProbesSpentException e) {
            // The oracle runs nothing more. What was proven without is.
        } finally {
            laboratory.leaveOut(List.of());
        }
        List<StackPoint> failing =
                laboratory.all(Ruling.FAILS, cause.region()::contains).toList();
        return cause.after(laboratory.spent() - before, inside.isClear(cause.region()), cause.missing(), failing);
    }

    /**
     * At an end of a cause a stack passes, but perhaps only where another cause lies behind: of two that lie side by side one
     * can be mistaken for what reaches from it into the other, and goes on past that end where the other is not. So each end is
     * looked at where no other cause would be to blame, were it not for the package that ends there. What fails is explained next.
     */
    private void holdBeside(Cause cause, List<Cause> others) {
        List<StackPoint> there = new ArrayList<>();
        for (Border border : cause.borders()) {
            int p = border.packageIndex();
            Region outside =
                    cause.region().with(p, Region.level(border.passing().level(p)));
            List<Region> beside =
                    others.stream().map(other -> other.region().without(p)).toList();
            for (Region part : Remainder.of(outside, beside, packages)) {
                if (laboratory.all(Ruling.PASSES, part::contains).findAny().isEmpty()) {
                    space.nearest(border.passing(), part).ifPresent(there::add);
                }
            }
        }
        laboratory.tryAll(there);
    }
}
