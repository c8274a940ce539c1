package monkey.dataset.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows with PostgreSQL's COPY in its text form, which on the machines measured is four times as fast as batched
 * inserts (and no slower than the binary form). The rows are part of the connection's transaction. A copy that is closed
 * before {@link #end()} leaves nothing behind. Not for use by several threads.
 */
public final class CopyText implements AutoCloseable {
    private static final int FLUSH_AT = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder rows = new StringBuilder(FLUSH_AT + 4096);
    private boolean inRow;

    private CopyText(CopyIn copy) {
        this.copy = copy;
    }

    /** Starts a copy into {@code table}; {@code columns} as SQL writes them: {@code "package, version"}. */
    public static CopyText into(Handle handle, String table, String columns) {
        try {
            return new CopyText(handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " (" + columns + ") from stdin"));
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("copy into PostgreSQL failed: " + e.getMessage(), e, null);
        }
    }

    public CopyText text(String value) {
        separate();
        if (value == null) {
            rows.append("\\N");
        } else {
            escape(value);
        }
        return this;
    }

    public CopyText number(long value) {
        separate();
        rows.append(value);
        return this;
    }

    /** A number or, when null, no value. */
    public CopyText number(Number value) {
        separate();
        rows.append(value == null ? "\\N" : value.toString());
        return this;
    }

    public CopyText flag(boolean value) {
        separate();
        rows.append(value ? 't' : 'f');
        return this;
    }

    public CopyText time(Instant value) {
        return text(value == null ? null : value.toString());
    }

    public CopyText texts(List<String> values) {
        return text(TextArray.literal(values));
    }

    /** Ends the row; when enough has gathered it is sent. */
    public void endRow() {
        rows.append('\n');
        inRow = false;
        if (rows.length() >= FLUSH_AT) {
            flush();
        }
    }

    /** Ends the copy; the rows are in the table now. Returns how many. */
    public long end() {
        flush();
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("copy into PostgreSQL failed: " + e.getMessage(), e, null);
        }
    }

    @Override
    public void close() {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException("copy into PostgreSQL failed: " + e.getMessage(), e, null);
            }
        }
    }

    private void separate() {
        if (inRow) {
            rows.append('\t');
        }
        inRow = true;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\0' -> rows.append(Storable.REPLACEMENT);
                default -> rows.append(c);
            }
        }
    }

    private void flush() {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("copy into PostgreSQL failed: " + e.getMessage(), e, null);
        }
        rows.setLength(0);
    }
}
