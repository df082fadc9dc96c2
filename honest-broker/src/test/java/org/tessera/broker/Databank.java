package org.tessera.broker;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Looks into the broker's own database while a test waits. */
final class Databank {
    private Databank() {}

    /** Waits until the query has a row. */
    static void hasRow(String query) {
        Awaitility.await("a row of " + query)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> has(query));
    }

    /** Whether the query has a row now. */
    static boolean has(String query) throws SQLException {
        AgroalDataSource dataSource =
                Arc.container().instance(AgroalDataSource.class).get();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
