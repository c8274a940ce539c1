package monkey.amun.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import monkey.amun.InspectionSpecification;
import monkey.amun.Limits;
import monkey.amun.LockedPackage;
import monkey.amun.interpreters.Interpreters;

/**
 * Builds the wheels of source distributions in the sandbox that inspections use, and keeps them for those. For whoever has
 * to know what a source distribution requires and is told by nothing less. One build at a time; safe for several threads.
 */
public final class SourceBuilder implements AutoCloseable {
    private final Interpreters interpreters;
    private final SourceBuilds builds;
    private final List<Slot> slots;

    private SourceBuilder(Interpreters interpreters, SourceBuilds builds, List<Slot> slots) {
        this.interpreters = interpreters;
        this.builds = builds;
        this.slots = slots;
    }

    /** @throws IOException when home can't be used, uv can't be had, or nothing can be run here at all */
    public static SourceBuilder open(LocalSettings settings, Interpreters interpreters)
            throws IOException, InterruptedException {
        Uv uv = Uv.ensure(settings.home(), interpreters);
        List<Slot> slots = Slot.take(settings.home().resolve("work"), 1);
        try {
            SandboxProbe probe = SandboxProbe.run(settings.home(), interpreters, slots.get(0));
            return new SourceBuilder(interpreters, new SourceBuilds(settings, probe, uv), slots);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Slot.giveBack(slots);
            throw e;
        }
    }

    /**
     * The wheel of a source distribution, built or as it was built before.
     *
     * @param python version of the interpreter that builds
     * @throws BuildFailedException when it cannot be built, with the installer's words
     */
    public synchronized Path wheel(LockedPackage source, String python) throws IOException, InterruptedException {
        InspectionSpecification nothingButThis =
                new InspectionSpecification(python, List.of(source), "", List.of(), Map.of(), 1, Limits.DEFAULT);
        LocalInspection build = new LocalInspection(nothingButThis, interpreters.find(python));
        SourceBuilds.Built built =
                builds.build(source, build, slots.get(0).directory().resolve("source"));
        if (built.wheel() == null) {
            throw new BuildFailedException(built.log(), built.tryAgain());
        }
        return Path.of(built.wheel().file());
    }

    @Override
    public void close() throws IOException {
        Slot.giveBack(slots);
    }
}
