package monkey.dataset.testing;

import javax.sql.DataSource;
import monkey.dataset.Dataset;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Gives each test that asks for a {@link DataSource} or a {@link Dataset} a database of its own, with the tables made, and
 * drops it afterwards. (A constructor that asks gets one for all its tests, if it lives as long.)
 */
public final class PostgresExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DataSource.class || type == PGSimpleDataSource.class || type == Dataset.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        PGSimpleDataSource database = context.getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, key -> new TestDatabase(), TestDatabase.class)
                .database;
        return parameter.getParameter().getType() == Dataset.class ? Dataset.open(database) : database;
    }

    private static final class TestDatabase implements AutoCloseable {
        private final PGSimpleDataSource database = PostgresServer.running().migratedDatabase();

        @Override
        public void close() {
            PostgresServer.running().drop(database);
        }
    }
}
