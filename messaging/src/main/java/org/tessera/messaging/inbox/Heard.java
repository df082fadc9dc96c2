package org.tessera.messaging.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.tessera.messaging.Sql;
import org.tessera.messaging.inbox.Arrived.Position;

/**
 * Up to where each partition has been heard, in the service's own database. Kafka keeps a place too, but it does not go
 * back when the database does, and a restored database would never hear what came since its backup.
 */
@Singleton
final class Heard {
    private static final String BEGIN = """
            INSERT INTO heard AS h (channel, record_partition, next_offset, again_until) VALUES (?, ?, ?, ?)
            ON CONFLICT (channel, record_partition) DO UPDATE
               SET next_offset = greatest(excluded.next_offset, least(h.next_offset, excluded.again_until)),
                   again_until = least(greatest(h.again_until, excluded.again_until), ?)
            RETURNING next_offset
            """;

    private final Sql sql;
    private final TransactionSynchronizationRegistry transaction;
    private final Map<TopicPartition, Place> places = new ConcurrentHashMap<>();

    Heard(Sql sql, TransactionSynchronizationRegistry transaction) {
        this.sql = sql;
        this.transaction = transaction;
    }

    /** A place that this process knows; two are the same only when they are one, or an old one could replace a new one. */
    private static final class Place {
        private final long next;

        Place(long next) {
            this.next = next;
        }
    }

    /** What Kafka says about a partition: its first offset, the one after its last, and where this reader stands. */
    record Offsets(long first, long reader, long end) {}

    /**
     * Begins to read a partition, where Kafka or the database says, whichever is earlier: the database says the earlier
     * one when it was put back, Kafka when its topics are new.
     */
    long begin(TopicPartition partition, Offsets kafka) {
        long start = QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                BEGIN,
                                row -> row.getLong(1),
                                partition.topic(),
                                partition.partition(),
                                kafka.first(),
                                kafka.reader(),
                                kafka.end())
                        .orElseThrow());
        places.put(partition, new Place(start));
        return start;
    }

    /** A message of Kafka is settled by the caller's transaction; throws {@link DatabaseWentBack}. */
    void passed(Position position) {
        TopicPartition partition = new TopicPartition(position.channel(), position.partition());
        Place before = places.computeIfAbsent(partition, unknown -> new Place(0));
        long next = position.offset() + 1;
        long moved = sql.update(
                "UPDATE heard SET next_offset = greatest(next_offset, ?)"
                        + " WHERE channel = ? AND record_partition = ? AND next_offset >= ?",
                next,
                position.channel(),
                position.partition(),
                before.next);
        if (moved == 0) {
            throw new DatabaseWentBack(position.channel());
        }
        transaction.registerInterposedSynchronization(new AfterCommit(partition, before, next));
    }

    private final class AfterCommit implements Synchronization {
        private final TopicPartition partition;
        private final Place before;
        private final long next;

        AfterCommit(TopicPartition partition, Place before, long next) {
            this.partition = partition;
            this.before = before;
            this.next = next;
        }

        @Override
        public void beforeCompletion() {
            // the row is there already
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                places.replace(partition, before, new Place(Math.max(before.next, next)));
            }
        }
    }
}
