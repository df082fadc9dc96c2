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
        AgroalDataSource dataSource =
                Arc.container().instance(AgroalDataSource.class).get();
        Awaitility.await("a row of " + query)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> hasRow(dataSource, query));
    }

    private static boolean hasRow(AgroalDataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
