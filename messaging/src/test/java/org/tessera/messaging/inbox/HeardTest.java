package org.tessera.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.messaging.inbox.Heard.Beginning;
import org.tessera.messaging.inbox.Heard.Offsets;
import org.tessera.testkit.OnRealServers;

/** Where reading begins, by what Kafka and the database say. */
@QuarkusTest
@OnRealServers("honest-broker")
class HeardTest {
    private static final TopicPartition NOBODYS = new TopicPartition("nobodys.channel.v1", 0);

    @Inject
    Heard heard;

    @Inject
    Sql sql;

    @AfterEach
    void nobody_waits_for_it() {
        sql.update("DELETE FROM heard WHERE channel = ?", NOBODYS.topic());
    }

    @Test
    void a_partition_that_the_database_does_not_know_is_heard_from_its_beginning_and_nothing_was_forgotten() {
        assertThat(heard.begin(NOBODYS, new Offsets(5, 40, 50))).isEqualTo(new Beginning(5, false, 0));
    }

    @Test
    void a_database_that_was_put_back_hears_again_from_its_own_place() {
        databaseAt(20);
        assertThat(heard.begin(NOBODYS, new Offsets(5, 40, 50))).isEqualTo(new Beginning(20, true, 0));
        assertThat(heard.behind()).isTrue();
    }

    @Test
    void what_nobody_heard_and_kafka_no_longer_has_is_counted() {
        databaseAt(20);
        assertThat(heard.begin(NOBODYS, new Offsets(30, 40, 50))).isEqualTo(new Beginning(30, true, 10));
    }

    @Test
    void after_a_crash_kafkas_earlier_place_counts_and_the_databases_stays() {
        databaseAt(40);
        assertThat(heard.begin(NOBODYS, new Offsets(5, 38, 50))).isEqualTo(new Beginning(38, false, 0));
        assertThat(place()).isEqualTo(40);
    }

    @Test
    void a_place_beyond_the_end_of_a_new_topic_is_no_place() {
        databaseAt(40);
        assertThat(heard.begin(NOBODYS, new Offsets(0, 0, 3))).isEqualTo(new Beginning(0, false, 0));
        assertThat(place()).isZero();
    }

    private void databaseAt(long offset) {
        sql.update("INSERT INTO heard VALUES (?, ?, ?, ?)", NOBODYS.topic(), NOBODYS.partition(), offset, offset);
    }

    private long place() {
        return sql.first("SELECT next_offset FROM heard WHERE channel = ?", row -> row.getLong(1), NOBODYS.topic())
                .orElseThrow();
    }
}
