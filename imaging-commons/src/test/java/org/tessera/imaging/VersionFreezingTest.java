package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;

@QuarkusTest
@OnRealServers("imaging-commons")
class VersionFreezingTest {
    private static final String WAITING =
            "select count(*) from pg_locks where relation = 'catalogue_entry'::regclass and not granted";

    @Inject
    DataSource database;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @Test
    void an_opt_out_while_a_version_is_frozen_is_in_its_counts_as_in_its_entries() throws Exception {
        Commons.submit(BundleFixture.cases("FROZEN-", 2)).then().statusCode(201);
        CompletableFuture<Response> publishing;
        try (Connection holding = database.getConnection();
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("lock table catalogue_entry in exclusive mode");
            publishing = CompletableFuture.supplyAsync(() -> Commons.publish("v-FROZEN"));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> number(WAITING) > 0);
            execute("insert into withdrawal (reference, partner, withdrawn_at)"
                    + " select submitter_id, partner, now() from current_case where submitter_id = 'FROZEN-1'");
            holding.rollback();
        }
        publishing.get().then().statusCode(201);
        long cases = number("select cases from catalogue_version where version = 'v-FROZEN'");
        assertThat(number("select count(*) from catalogue_entry where version = 'v-FROZEN'"))
                .isEqualTo(cases);
    }

    @Test
    void a_version_is_later_than_the_one_before_though_the_clock_was_set_back() {
        Published.version("BEFORE-", 1);
        clock.ahead(Duration.ofHours(-1));
        try {
            String later = Published.version("SET-BACK-", 1);
            List<String> byTime = sql.list(
                    "select version from catalogue_version order by published_at desc limit 1",
                    row -> row.getString(1));
            assertThat(byTime).containsExactly(later);
        } finally {
            clock.reset();
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
