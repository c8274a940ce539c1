package monkey.jobs.index.page;

import java.util.List;

/** What an index offers of one project, in the page's order. */
public record ProjectPage(List<ProjectFile> files) {
    public ProjectPage {
        files = List.copyOf(files);
    }
}
