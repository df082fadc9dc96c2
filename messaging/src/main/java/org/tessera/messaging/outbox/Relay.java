package org.tessera.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.messaging.Identity;
import org.tessera.messaging.StorageFailure;

/**
 * Publishes what the outbox holds, in the order of ids, and marks it. A channel that Kafka refuses waits, the others go on:
 * the order of one channel's messages is kept. One relay at a time over all replicas, by an
 * advisory lock of its session; a message may be published twice after a crash, and the reader's inbox knows it.
 */
@Singleton
final class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOCK = 0x7465737272656cL;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration REFUSED_AGAIN = Duration.ofSeconds(30);

    private final AgroalDataSource dataSource;
    private final Clock clock;
    private final Wakeup wakeup;
    private final MeterRegistry metrics;
    private final Map<String, Object> kafka;

    private volatile boolean stopping;
    private @Nullable Thread thread;

    Relay(
            AgroalDataSource dataSource,
            Clock clock,
            Wakeup wakeup,
            MeterRegistry metrics,
            Identity identity,
            @Identifier("default-kafka-broker") Map<String, Object> brokers) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.wakeup = wakeup;
        this.metrics = metrics;
        this.kafka = producerSettings(brokers, identity.clientId());
    }

    /** Kafka itself tries again for as long as it takes: giving one message up would let a later one overtake it. */
    private static Map<String, Object> producerSettings(Map<String, Object> brokers, String clientId) {
        Map<String, Object> settings = new HashMap<>(brokers);
        settings.put("client.id", clientId + "-out");
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        settings.put("max.block.ms", "10000");
        settings.put("linger.ms", "0");
        return settings;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!stopping) {
            try {
                lead();
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (!stopping) {
                    LOG.warnf("the relay pauses: %s", e.getClass().getSimpleName());
                    LOG.debug("why the relay pauses", e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void lead() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            if (!locked(connection, "SELECT pg_try_advisory_lock(?)")) {
                return;
            }
            Producer<String, byte[]> producer =
                    new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
            try {
                publishUntilStopped(connection, producer);
            } finally {
                producer.close(Duration.ZERO);
                locked(connection, "SELECT pg_advisory_unlock(?)");
            }
        }
    }

    private static boolean locked(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Leaves the lead to try refused channels again: at once when nothing got through beside them, for then it is Kafka that
     * is away; otherwise after a while, because a channel that is not there holds up all others for {@code max.block.ms}.
     */
    private void publishUntilStopped(Connection connection, Producer<String, byte[]> producer)
            throws SQLException, InterruptedException {
        Set<String> refused = new HashSet<>();
        Instant since = clock.instant();
        boolean through = false;
        while (!stopping) {
            boolean refusedBefore = !refused.isEmpty();
            List<Waiting> batch = Waiting.next(connection, refused);
            if (!batch.isEmpty()) {
                through = publish(batch, refused, connection, producer) > 0 || (refusedBefore && through);
                since = refusedBefore ? since : clock.instant();
            } else if (refused.isEmpty()
                    || (through && since.plus(REFUSED_AGAIN).isAfter(clock.instant()))) {
                wakeup.await(LOOK);
            } else {
                return;
            }
        }
    }

    /**
     * Sends in order, of a channel nothing more after its first failure; the others go on. What Kafka has is marked, the
     * rest comes again. Returns how many Kafka has.
     */
    private int publish(
            List<Waiting> batch, Set<String> refused, Connection connection, Producer<String, byte[]> producer)
            throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        List<Long> published = new ArrayList<>();
        try {
            for (Waiting message : batch) {
                if (!refused.contains(message.channel())) {
                    Future<RecordMetadata> future = producer.send(message.kafkaRecord());
                    sent.add(new Sent(message, future));
                    if (future.state() == Future.State.FAILED) {
                        refused.add(message.channel());
                    }
                }
            }
            for (Sent each : sent) {
                String channel = each.message().channel();
                try {
                    each.kafka().get();
                    published.add(each.message().id());
                    metrics.counter("tessera.messages.sent", "channel", channel).increment();
                } catch (ExecutionException failure) {
                    refused.add(channel);
                    LOG.warnf("the relay pauses on %s: %s", channel, nameOf(failure));
                    LOG.debug("why the relay pauses", failure);
                }
            }
        } finally {
            mark(published, connection);
        }
        return published.size();
    }

    private record Sent(Waiting message, Future<RecordMetadata> kafka) {}

    private static String nameOf(ExecutionException failure) {
        return Objects.requireNonNullElse(failure.getCause(), failure)
                .getClass()
                .getSimpleName();
    }

    private void mark(List<Long> ids, Connection connection) {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE outbox SET published_at = ? WHERE id = ANY (?)")) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
