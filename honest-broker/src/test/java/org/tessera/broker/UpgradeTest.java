package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;

/** A broker that already holds tokens gets a newer version. */
@QuarkusTest
@OnRealServers("honest-broker")
class UpgradeTest {
    private static final String SCHEMA = "older_broker";

    @Inject
    AgroalDataSource dataSource;

    @Test
    void what_was_held_before_releases_were_counted_is_counted_and_opt_outs_take_theirs_away() throws SQLException {
        upgradeTo("1");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + SCHEMA);
            store(statement, "I-1", "e1", "a");
            store(statement, "I-1", "e1", "b");
            store(statement, "I-1", "e2", "c");
            store(statement, "I-2", "e1", "a");
            statement.execute("INSERT INTO withdrawal VALUES ('IMAGING', 'partner-north', 'b', now()),"
                    + " ('IMAGING', 'partner-south', 'a', now())");
            statement.execute("RESET search_path");
        }
        upgradeTo("latest");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + SCHEMA);
            assertThat(held(statement)).containsExactly("I-1 e1 1", "I-1 e2 1", "I-2 e1 1");
            assertThat(statement
                            .executeQuery(
                                    "SELECT 1 FROM storage_epoch WHERE epoch = '1' AND number IS NULL AND unordered")
                            .next())
                    .isTrue();
            store(statement, "I-1", "e1", "d");
            statement.execute("DELETE FROM token_record WHERE release = 'I-2'");
            statement.execute("UPDATE token_record SET epoch = 'e2' WHERE reference = 'a'");
            assertThat(held(statement)).containsExactly("I-1 e1 1", "I-1 e2 2", "I-2 e1 0");
            statement.execute("RESET search_path");
        }
    }

    private void upgradeTo(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .target(version)
                .load()
                .migrate();
    }

    private static void store(Statement statement, String release, String epoch, String reference) throws SQLException {
        statement.execute(
                "INSERT INTO token_record VALUES ('IMAGING', '%s', 'partner-north', '%s', 'hb-1', '%s', '1', '')"
                        .formatted(release, reference, epoch));
    }

    private static List<String> held(Statement statement) throws SQLException {
        List<String> held = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT release, epoch, records FROM holding ORDER BY release, epoch")) {
            while (rows.next()) {
                held.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getLong(3));
            }
        }
        return held;
    }
}
