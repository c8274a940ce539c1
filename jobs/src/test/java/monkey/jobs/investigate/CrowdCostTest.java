package monkey.jobs.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import monkey.dataset.Dataset;
import monkey.dataset.testing.PostgresExtension;
import monkey.jobs.messages.Envelope;
import monkey.jobs.messages.MessageHandler;
import monkey.jobs.messages.MessageType;
import monkey.jobs.messages.UnresolvedPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What messages cost that ask for packages, whether these are known or not: so much a batch, however much is known. */
@ExtendWith(PostgresExtension.class)
class CrowdCostTest {
    private static final int PACKAGES = 200;
    private static final int VERSIONS = 100;

    private final AtomicInteger statements = new AtomicInteger();
    private Dataset dataset;
    private MessageHandler<UnresolvedPackage> handler;

    @BeforeEach
    @SuppressWarnings("unchecked") // the handler of a type is of the record of that type
    void know(DataSource database) {
        dataset = Dataset.open(counting(database));
        Map<MessageType, MessageHandler<?>> handlers = KnownVersions.write(dataset, PACKAGES, VERSIONS);
        handler = (MessageHandler<UnresolvedPackage>) handlers.get(MessageType.UNRESOLVED_PACKAGE);
        dataset.inTransaction(transaction -> {
            transaction.execute("delete from solve where package like '%5'");
            transaction.execute("update package_version set missing = true where package like '%6'");
            transaction.execute("delete from index_page where package like '%7'");
            return transaction.execute("analyze");
        });
    }

    @Test
    void aCrowdTakesAsManyStatementsAsAFew() {
        receive(0, 10);
        int ofFew = receive(10, 10);
        int ofMany = receive(20, 180);

        assertThat(ofMany).isEqualTo(ofFew).isLessThan(25);
        assertThat(dataset.solves().open()).isEqualTo(PACKAGES / 10);
        assertThat(dataset.looks().open()).isEqualTo(2 * PACKAGES / 10);
    }

    @Test
    void aFewAmongManyVersionsAreFoundByIndex() {
        List<Long> read = dataset.inTransaction(transaction -> {
            handler.handleAll(messages(0, 10), transaction);
            return transaction
                    .createQuery("select seq_tup_read from pg_stat_xact_user_tables"
                            + " where relname in ('solve', 'package_version')")
                    .mapTo(Long.class)
                    .list();
        });

        assertThat(read).containsExactly(0L, 0L);
    }

    private int receive(int first, int count) {
        statements.set(0);
        dataset.inTransaction(transaction -> {
            handler.handleAll(messages(first, count), transaction);
            return null;
        });
        return statements.get();
    }

    private static List<Envelope<UnresolvedPackage>> messages(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> Envelope.first(
                        new UnresolvedPackage(
                                "package-" + number,
                                Optional.of(KnownVersions.INDEX),
                                Optional.of(number % VERSIONS + ".0"),
                                Optional.empty()),
                        "crowd"))
                .toList();
    }

    private DataSource counting(DataSource database) {
        return proxy(
                DataSource.class,
                database,
                "getConnection",
                found -> proxy(Connection.class, (Connection) found, "prepareStatement", statement -> {
                    statements.incrementAndGet();
                    return statement;
                }));
    }

    private static <T> T proxy(Class<T> type, T real, String method, java.util.function.UnaryOperator<Object> result) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, with) -> {
            try {
                Object returned = called.invoke(real, with);
                return called.getName().equals(method) ? result.apply(returned) : returned;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
