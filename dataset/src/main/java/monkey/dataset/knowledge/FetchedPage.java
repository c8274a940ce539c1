package monkey.dataset.knowledge;

import java.util.List;

/** One project page as an index answered it; an absent page has no files. */
public record FetchedPage(IndexPage page, List<DistributionFile> files) {
    public FetchedPage {
        files = List.copyOf(files);
        if (!page.present() && !files.isEmpty()) {
            throw new IllegalArgumentException("a page that is absent lists no files: " + page);
        }
    }
}
