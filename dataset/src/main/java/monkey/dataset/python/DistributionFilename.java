package monkey.dataset.python;

/** What the name of a file on a package's index page tells: a wheel, a source distribution, or nothing of use. */
public sealed interface DistributionFilename permits WheelFilename, SourceFilename, DistributionFilename.Unusable {

    /** The name of the file as the index has it. */
    String text();

    /**
     * Reads the name of any file found on a package's page. Never refuses: an index has what was once uploaded, eggs and
     * installers and misspelt names among it.
     */
    static DistributionFilename of(PackageName project, String filename) {
        try {
            if (filename.endsWith(WheelFilename.EXTENSION)) {
                WheelFilename wheel = WheelFilename.parse(filename);
                return wheel.name().equals(project)
                        ? wheel
                        : new Unusable(filename, "a wheel of '" + wheel.name() + "', not of '" + project + "'");
            }
            return SourceFilename.parse(project, filename);
        } catch (InvalidNotationException e) {
            return new Unusable(filename, e.problem());
        }
    }

    /**
     * A file that nothing can be installed from.
     *
     * @param reason why, in words
     */
    record Unusable(String text, String reason) implements DistributionFilename {}
}
