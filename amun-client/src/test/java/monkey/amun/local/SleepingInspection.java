package monkey.amun.local;

import monkey.amun.InspectionResult;

/** Runs an inspection that does not end by itself: the program that {@link CrashTest} kills. */
final class SleepingInspection {
    static final String SCRIPT = "import subprocess, time\nsubprocess.Popen(['sleep', '600'])\ntime.sleep(600)\n";

    private SleepingInspection() {}

    public static void main(String[] arguments) throws Exception {
        try (LocalBackend backend = Inspections.open(1)) {
            InspectionResult result =
                    backend.submit(Inspections.script(SCRIPT)).result().get();
            System.out.println(result.outcome());
        }
    }
}
