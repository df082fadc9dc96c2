package org.tessera.messaging.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
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
    /** A place that Kafka still knows stays, though this reader may begin before it; any other is no place any more. */
    private static final String BEGIN = """
            INSERT INTO heard AS h (channel, record_partition, next_offset, again_until) VALUES (?, ?, ?, ?)
            ON CONFLICT (channel, record_partition) DO UPDATE
               SET next_offset = CASE WHEN h.next_offset BETWEEN excluded.next_offset AND ? THEN h.next_offset
                                      ELSE greatest(excluded.next_offset, least(h.next_offset, excluded.again_until)) END,
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
    static final class Place {
        private final long next;

        Place(long next) {
            this.next = next;
        }
    }

    /** What Kafka says about a partition: its first offset, the one after its last, and where this reader stands. */
    record Offsets(long first, long reader, long end) {}

    /**
     * Where reading begins.
     *
     * @param start the first offset that is read
     * @param forgotten whether the database knew the partition, but not all that Kafka says was heard
     * @param lost how many offsets that nobody heard Kafka no longer has
     */
    record Beginning(long start, boolean forgotten, long lost) {}

    /** Knows no place in these partitions any more: nothing of them can be settled until reading begins. */
    void leave(Collection<TopicPartition> partitions) {
        partitions.forEach(places::remove);
    }

    /**
     * Begins to read a partition, where Kafka or the database says, whichever is earlier: the database says the earlier
     * one when it was put back, Kafka when its topics are new.
     */
    Beginning begin(TopicPartition partition, Offsets kafka) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Long> known = sql.first(
                    "SELECT next_offset FROM heard WHERE channel = ? AND record_partition = ?",
                    row -> row.getLong(1),
                    partition.topic(),
                    partition.partition());
            long next = sql.first(
                            BEGIN,
                            row -> row.getLong(1),
                            partition.topic(),
                            partition.partition(),
                            kafka.first(),
                            kafka.reader(),
                            kafka.end(),
                            kafka.end())
                    .orElseThrow();
            long start = Math.max(kafka.first(), Math.min(next, kafka.reader()));
            places.put(partition, new Place(start));
            return new Beginning(
                    start,
                    known.isPresent() && start < kafka.reader(),
                    known.map(before -> Math.max(0, kafka.first() - before)).orElse(0L));
        });
    }

    /** Where this process stands in the partition of a record, if it has begun to read there. */
    Optional<Place> place(Position position) {
        return Optional.ofNullable(places.get(partition(position)));
    }

    /** A message of Kafka that came at that place is settled by the caller's transaction; throws {@link DatabaseWentBack}. */
    void passed(Position position, Place before) {
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
        transaction.registerInterposedSynchronization(new AfterCommit(partition(position), before, next));
    }

    /** Whether the database stands before what was heard, by its own word or by what this process has settled. */
    boolean behind() {
        return sql.list(
                        "SELECT channel, record_partition, next_offset, again_until FROM heard",
                        row -> row.getLong("next_offset") < row.getLong("again_until")
                                || behind(
                                        new TopicPartition(row.getString("channel"), row.getInt("record_partition")),
                                        row.getLong("next_offset")))
                .contains(true);
    }

    private boolean behind(TopicPartition partition, long next) {
        Place place = places.get(partition);
        return place != null && next < place.next;
    }

    private static TopicPartition partition(Position position) {
        return new TopicPartition(position.channel(), position.partition());
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
