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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;

/** A broker that already holds tokens gets a newer version. */
@QuarkusTest
@OnRealServers("honest-broker")
class UpgradeTest {
    private static final String SCHEMA = "older_broker";

    @Inject
    AgroalDataSource dataSource;

    @BeforeEach
    void no_older_broker_is_left() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        }
    }

    @Test
    void what_was_held_before_releases_were_counted_is_counted_and_opt_outs_take_theirs_away() throws SQLException {
        upgradeTo("1");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + SCHEMA);
            store(statement, "I-1", "partner-north", "e1", "a");
            store(statement, "I-1", "partner-north", "e1", "b");
            store(statement, "I-1", "partner-north", "e2", "c");
            store(statement, "I-2", "partner-north", "e1", "a");
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
            store(statement, "I-1", "partner-north", "e1", "d");
            statement.execute("DELETE FROM token_record WHERE release = 'I-2'");
            statement.execute("UPDATE token_record SET epoch = 'e2' WHERE reference = 'a'");
            assertThat(held(statement)).containsExactly("I-1 e1 1", "I-1 e2 2", "I-2 e1 0");
            statement.execute("RESET search_path");
        }
    }

    @Test
    void of_several_partners_that_named_a_case_before_it_was_noted_the_first_keeps_it() throws SQLException {
        upgradeTo("4");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + SCHEMA);
            batch(statement, "I-8", "partner-south", "2026-01-02");
            batch(statement, "I-9", "partner-north", "2026-01-01");
            batch(statement, "I-9", "partner-south", "2026-01-03");
            store(statement, "I-9", "partner-north", "e1", "twice");
            store(statement, "I-9", "partner-south", "e1", "twice");
            store(statement, "I-8", "partner-south", "e1", "twice");
            store(statement, "I-9", "partner-south", "e1", "alone");
            statement.execute("INSERT INTO encoding SELECT domain, release, partner, reference,"
                    + " gen_random_uuid(), epoch, '1', '', now() FROM token_record WHERE release = 'I-9'");
            statement.execute("INSERT INTO withdrawal VALUES ('IMAGING', 'partner-north', 'opted-out', now()),"
                    + " ('IMAGING', 'partner-north', 'alone', now())");
            statement.execute("RESET search_path");
        }
        upgradeTo("latest");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + SCHEMA);
            store(statement, "I-9", "partner-south", "e1", "of an older replica");
            assertThat(texts(statement, "SELECT reference || ' ' || partner FROM named_case ORDER BY 1"))
                    .contains(
                            "alone partner-south",
                            "of an older replica partner-south",
                            "opted-out partner-north",
                            "twice partner-north");
            for (String table : List.of("token_record", "encoding")) {
                assertThat(texts(
                                statement,
                                "SELECT reference || ' ' || partner FROM " + table
                                        + " WHERE release = 'I-9' AND reference IN ('alone', 'twice') ORDER BY 1"))
                        .containsExactly("alone partner-south", "twice partner-north");
            }
            assertThat(texts(statement, "SELECT partner FROM token_record WHERE release = 'I-8'"))
                    .containsExactly("partner-south");
            statement.execute("RESET search_path");
        }
    }

    private static void batch(Statement statement, String release, String partner, String day) throws SQLException {
        statement.execute(
                "INSERT INTO token_batch VALUES (gen_random_uuid(), '%s', 'IMAGING', '%s', 'hb-1', 'e1', 1, '%s')"
                        .formatted(partner, release, day));
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

    private static void store(Statement statement, String release, String partner, String epoch, String reference)
            throws SQLException {
        statement.execute("INSERT INTO token_record VALUES ('IMAGING', '%s', '%s', '%s', 'hb-1', '%s', '1', '')"
                .formatted(release, partner, reference, epoch));
    }

    private static List<String> held(Statement statement) throws SQLException {
        return texts(
                statement, "SELECT release || ' ' || epoch || ' ' || records FROM holding ORDER BY release, epoch");
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
