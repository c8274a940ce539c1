package monkey.dataset.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import monkey.dataset.testing.PostgresExtension;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class BulkTextTest {
    private static final List<String> ODD = List.of(
            "",
            "NULL",
            "\\N",
            "\\.",
            "tab\tnew line\nreturn\rbackslash\\quote\"comma,brace{}",
            " blanks ",
            "žluťoučký 🐒",
            "a\\u0000b");

    @Test
    void anyTextSurvivesTheCopyAloneAndInArrays(DataSource database) {
        Jdbi jdbi = Jdbi.create(database);
        jdbi.useTransaction(handle -> {
            handle.execute("create table odd (n integer, one text, many text[])");
            try (CopyText rows = CopyText.into(handle, "odd", "n, one, many")) {
                int n = 0;
                for (String text : ODD) {
                    rows.number(n++).text(text).texts(List.of(text, text)).endRow();
                }
                rows.number(n).text(null).texts(List.of()).endRow();
                assertEquals(ODD.size() + 1, rows.end());
            }
            List<String> read = handle.createQuery("select one from odd order by n")
                    .mapTo(String.class)
                    .list();
            assertEquals(ODD, read.subList(0, ODD.size()));
            assertNull(read.get(ODD.size()));
            TextArray arrays = new TextArray();
            assertEquals(
                    Stream.concat(ODD.stream().map(text -> List.of(text, text)), Stream.of(List.<String>of()))
                            .toList(),
                    handle.createQuery("select many::text from odd order by n")
                            .map((row, context) -> arrays.read(row.getString(1)))
                            .list());
        });
    }

    @Test
    void aCopyThatIsNotEndedLeavesNothing(DataSource database) {
        Jdbi.create(database).useTransaction(handle -> {
            handle.execute("create table few (n integer)");
            try (CopyText rows = CopyText.into(handle, "few", "n")) {
                rows.number(1).endRow();
            }
        });
        // The transaction of a copy that was cancelled is rolled back, the table with it.
        assertNull(Jdbi.create(database)
                .withHandle(handle -> handle.createQuery("select to_regclass('few')::text")
                        .mapTo(String.class)
                        .findOne()
                        .orElse(null)));
    }

    @Test
    void whatPostgresCannotHoldIsReplacedAndAllElseKept() {
        assertEquals("a\uFFFDb", Storable.text("a\0b"));
        assertNull(Storable.json(null));
        assertEquals("[\"a\\ufffdb\"]", Storable.json("[\"a\\u0000b\"]"));
        assertEquals("[\"\\\\u0000\"]", Storable.json("[\"\\\\u0000\"]"));
        assertEquals("[\"\\\\\\ufffd\"]", Storable.json("[\"\\\\\\u0000\"]"));
        assertEquals("[\"\\ud83d\\ude00\"]", Storable.json("[\"\\ud83d\\ude00\"]"));
        assertEquals("[\"\\ufffd\\ufffd\"]", Storable.json("[\"\\ude00\\ud83d\"]"));
        assertEquals("[\"\\ufffdx\"]", Storable.json("[\"\\uD83Dx\"]"));
        assertEquals("[\"\\u00e9\"]", Storable.json("[\"\\u00e9\"]"));
    }

    @Test
    void aStorableDocumentIsAccepted(DataSource database) {
        String document = "{\"out\": \"\\u0000 \\ud83d \\\\u0000 \\ud83d\\ude00\", \"raw\": \"\uD83D\"}";

        String read = Jdbi.create(database)
                .withHandle(handle -> handle.createQuery("select cast(:document as jsonb) ->> 'out'")
                        .bind("document", Storable.json(document))
                        .mapTo(String.class)
                        .one());

        assertEquals("\uFFFD \uFFFD \\u0000 😀", read);
    }
}
