package monkey.jobs.reach;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import monkey.dataset.python.SpecifierSet;

/**
 * Everything one member of a stack asks of one package: requirements on the same package hold together.
 *
 * @param extras asked of the package, over all lines
 */
public record Need(String packageName, List<Line> lines, SortedSet<String> extras) {

    /**
     * One requirement.
     *
     * @param text as written
     * @param byUrl it names an address, which no version of an index meets
     */
    public record Line(String text, SpecifierSet specifiers, List<String> extras, boolean byUrl) {}

    static Need of(String packageName, List<Line> lines) {
        SortedSet<String> extras = new TreeSet<>();
        lines.forEach(line -> extras.addAll(line.extras()));
        return new Need(packageName, List.copyOf(lines), extras);
    }
}
