package monkey.reports.ci;

import java.io.StringWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import monkey.reports.Environment;
import monkey.reports.Failure;
import monkey.reports.Inspection;
import monkey.reports.Outcome;
import monkey.reports.Pin;
import monkey.reports.Report;
import monkey.reports.text.Text;

/** Writes {@code junit.xml}: a suite for each environment, a case for each stack chosen. What gave no answer is skipped. */
public final class JUnitXml {
    private static final int TRACE_LINES = 100;

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String write(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new JUnitXml(xml).suites(report);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot fail to be written to", e);
        }
        return text + "\n";
    }

    private void suites(Report report) throws XMLStreamException {
        line(0);
        xml.writeStartElement("testsuites");
        attribute("name", report.run().name());
        for (Environment environment : report.environments()) {
            line(1);
            xml.writeStartElement("testsuite");
            attribute("name", environment.name());
            attribute("tests", Long.toString(report.inspectionsIn(environment).count()));
            attribute(
                    "failures",
                    Long.toString(report.inspectionsIn(environment)
                            .filter(inspection -> inspection.outcome().isFailure())
                            .count()));
            attribute("errors", "0");
            attribute(
                    "skipped",
                    Long.toString(report.inspectionsIn(environment)
                            .filter(inspection -> !inspection.outcome().isConclusive())
                            .count()));
            attribute("timestamp", report.run().startedAt().toString());
            attribute(
                    "time",
                    seconds(report.inspectionsIn(environment)
                            .mapToDouble(Inspection::wallSeconds)
                            .sum()));
            for (Inspection inspection : report.inspectionsIn(environment).toList()) {
                testCase(environment, inspection);
            }
            line(1);
            xml.writeEndElement();
        }
        line(0);
        xml.writeEndElement();
    }

    private void testCase(Environment environment, Inspection inspection) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        attribute("classname", environment.name());
        attribute("name", inspection.stack().stream().map(Pin::toString).collect(Collectors.joining(" ")));
        attribute("time", seconds(inspection.wallSeconds()));
        Outcome outcome = inspection.outcome();
        if (outcome.isFailure()) {
            xml.writeStartElement("failure");
            attribute("type", outcome.key());
            attribute("message", message(inspection));
            xml.writeCharacters(storable(Text.visible(
                    Text.lastLines(inspection.failure().map(Failure::trace).orElse(""), TRACE_LINES))));
            xml.writeEndElement();
        } else if (!outcome.isConclusive()) {
            xml.writeStartElement("skipped");
            attribute("message", outcome.words());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String message(Inspection inspection) {
        return inspection
                .failure()
                .map(failure -> failure.errorType().isEmpty()
                        ? failure.message()
                        : failure.errorType() + ": " + failure.message())
                .filter(message -> !message.isBlank())
                .orElse(inspection.outcome().words());
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, storable(Text.line(value)));
    }

    /** XML 1.0 cannot hold these two, not even as references; control characters are pictures by now. */
    private static String storable(String text) {
        return text.replace('\uFFFE', '\uFFFD').replace('\uFFFF', '\uFFFD');
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
