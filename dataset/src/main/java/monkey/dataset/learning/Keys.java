package monkey.dataset.learning;

import java.util.Collection;
import org.jdbi.v3.core.statement.SqlStatement;

/** Solves as parameters of a statement: arrays of the same length, one for each part of the key. */
final class Keys {
    private Keys() {}

    static <S extends SqlStatement<S>> S all(S statement, Collection<SolveRequest> requests) {
        indexes(statement, requests);
        statement.bindArray(
                "packages",
                String.class,
                requests.stream().map(SolveRequest::packageName).toList());
        statement.bindArray(
                "versions",
                String.class,
                requests.stream().map(SolveRequest::version).toList());
        return statement.bindArray(
                "environments",
                Integer.class,
                requests.stream().map(SolveRequest::environmentId).toList());
    }

    static <S extends SqlStatement<S>> S indexes(S statement, Collection<SolveRequest> requests) {
        return statement.bindArray(
                "indexes",
                String.class,
                requests.stream().map(SolveRequest::indexUrl).toList());
    }
}
