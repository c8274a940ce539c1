package monkey.reports.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import monkey.reports.Report;
import monkey.reports.analysis.Analysis;
import monkey.reports.text.Text;

/** Renders the page. Thread-safe. */
public final class HtmlReport {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), "monkey.reports.html.templates");

    private HtmlReport() {}

    public static String write(Report report, Analysis analysis) {
        StringOutput out = new StringOutput(1 << 16);
        TEMPLATES.render("page.jte", new Page(report, analysis), out);
        return Text.wellFormed(out.toString());
    }
}
