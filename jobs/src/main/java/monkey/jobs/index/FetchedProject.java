package monkey.jobs.index;

import java.io.IOException;
import java.net.URI;
import monkey.jobs.index.page.PageReader;
import monkey.jobs.index.page.ProjectPage;

/** A project's page as an index has it at this moment. Reading it costs something, and is needless if its tag is known. */
public final class FetchedProject {

    private final String tag;
    private final byte[] body;
    private final String contentType;
    private final URI address;
    private final ProjectPage page;

    FetchedProject(String tag, byte[] body, String contentType, URI address) {
        this.tag = tag;
        this.body = body;
        this.contentType = contentType;
        this.address = address;
        this.page = null;
    }

    FetchedProject(String tag, ProjectPage page) {
        this.tag = tag;
        this.body = null;
        this.contentType = null;
        this.address = null;
        this.page = page;
    }

    /** Two answers with the same tag say the same. */
    public String tag() {
        return tag;
    }

    /** @throws IOException if it is no project page */
    public ProjectPage page() throws IOException {
        return page != null ? page : PageReader.read(body, contentType, address);
    }
}
