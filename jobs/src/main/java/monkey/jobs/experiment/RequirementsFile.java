package monkey.jobs.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirements file as pip reads it: comments, lines continued by a backslash, files within files. What only makes
 * sense for one installation (hashes, links, editable projects) is refused or passed over, and either is said.
 */
final class RequirementsFile {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
    private static final Pattern OPTION =
            Pattern.compile("(--[a-z][a-z-]*|-[a-zA-Z])(?:\\s*=\\s*|\\s+|(?<=^-[a-zA-Z]))?(\\S.*)?");
    private static final Pattern PER_REQUIREMENT = Pattern.compile("\\s--?[a-zA-Z].*$");

    /** Looks like a path or an archive, which no index can meet. */
    private static final Pattern LOCAL = Pattern.compile("(\\.{0,2}/|[a-z+]+://|file:).*|.*\\.(whl|zip|tar\\.gz|tgz)");

    private final RequirementSources sources;
    private final Reader reader;
    private final Set<Path> open = new HashSet<>();

    RequirementsFile(RequirementSources sources, Reader reader) {
        this.sources = sources;
        this.reader = reader;
    }

    /** @param shown the file as the reader of messages knows it */
    void read(Path file, String shown, Place asked) {
        read(file, shown, asked, false);
    }

    private void read(Path file, String shown, Place asked, boolean constraints) {
        Path identity = file.toAbsolutePath().normalize();
        if (!open.add(identity)) {
            reader.error(asked, "'" + shown + "' includes itself", "Remove this line.");
            return;
        }
        String what = constraints ? "constraints file" : "requirements file";
        SourceText.read(file, shown, asked, what, reader.problems()).ifPresent(text -> {
            for (Value.Text line : lines(text, shown)) {
                if (line.text().startsWith("-")) {
                    option(line, file, shown);
                } else {
                    requirement(line, constraints);
                }
            }
        });
        open.remove(identity);
    }

    /** Lines with comments, blanks around and line breaks after a backslash taken away. */
    private static List<Value.Text> lines(String text, String shown) {
        List<Value.Text> lines = new ArrayList<>();
        String[] physical = text.split("\\R", -1);
        for (int i = 0; i < physical.length; i++) {
            int first = i;
            StringBuilder joined = new StringBuilder(physical[i]);
            while (joined.toString().endsWith("\\") && !isComment(joined) && i + 1 < physical.length) {
                joined.setLength(joined.length() - 1);
                joined.append(' ').append(physical[++i].strip());
            }
            String whole = COMMENT.matcher(joined).replaceFirst("");
            if (!whole.isBlank()) {
                int indent = whole.length() - whole.stripLeading().length();
                lines.add(new Value.Text(whole.strip(), new Place(shown, first + 1, indent + 1), true));
            }
        }
        return lines;
    }

    private static boolean isComment(CharSequence line) {
        return line.toString().stripLeading().startsWith("#");
    }

    private void requirement(Value.Text line, boolean constraint) {
        if (LOCAL.matcher(line.text()).matches()) {
            reader.error(
                    line.place(),
                    "'" + line.text() + "' is a file or an address, and no index can meet it",
                    "Require a name and versions, such as 'flask>=1.0'.");
            return;
        }
        Matcher options = PER_REQUIREMENT.matcher(line.text());
        String bare = options.replaceFirst("").strip();
        if (bare.length() < line.text().length()) {
            reader.problems()
                    .notice(
                            line.place(),
                            "options after '" + bare + "' are passed over",
                            "Files are checked against the hashes of the index.");
        }
        Value.Text text = new Value.Text(bare, line.place(), true);
        if (constraint) {
            sources.addConstraint(text);
        } else {
            sources.addRequirement(text);
        }
    }

    private void option(Value.Text line, Path file, String shown) {
        Matcher parts = OPTION.matcher(line.text());
        String name = parts.matches() ? parts.group(1) : line.text();
        String value =
                parts.matches() && parts.group(2) != null ? parts.group(2).strip() : "";
        Place place = line.place();
        Value.Text argument = new Value.Text(value, place.plus(line.text().length() - value.length()), true);
        switch (name) {
            case "-r", "--requirement" -> include(argument, file, shown, false);
            case "-c", "--constraint" -> include(argument, file, shown, true);
            case "-i", "--index-url", "--pypi-url" -> sources.setIndex(argument);
            case "--extra-index-url" -> sources.addExtraIndex(argument);
            case "--pre" -> sources.allowPreReleases();
            case "-e", "--editable" ->
                reader.error(
                        place,
                        "an editable project cannot be put into a stack",
                        "Remove the line, and name the project's own requirements by 'project: pyproject.toml'.");
            case "--require-hashes", "--prefer-binary", "--trusted-host", "--use-feature" -> passOver(place, name);
            case "-f", "--find-links", "--no-index", "--no-binary", "--only-binary" -> passOver(place, name);
            default ->
                reader.error(
                        place,
                        "unknown option '" + name + "'",
                        "There are: -r, -c, --index-url, --extra-index-url, --pre; other options of pip are passed over.");
        }
    }

    private void passOver(Place place, String name) {
        String instead = name.endsWith("-binary") ? " See 'source-distributions' of the experiment." : "";
        reader.problems()
                .notice(place, "the option '" + name + "' is passed over", "It has no meaning here." + instead);
    }

    private void include(Value.Text named, Path file, String shown, boolean constraints) {
        if (named.text().isEmpty()) {
            reader.error(named.place(), "the name of a file is missing", "Write it after the option.");
            return;
        }
        Path below = Path.of(shown).resolveSibling(named.text());
        read(file.resolveSibling(named.text()), below.toString(), named.place(), constraints);
    }
}
