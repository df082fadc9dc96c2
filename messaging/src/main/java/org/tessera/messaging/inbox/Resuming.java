package org.tessera.messaging.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.ledger.Sealer;

/**
 * Where reading goes on when this process is given partitions: where the database stands. Kafka asks once only, so this
 * waits as long as a server is away; nothing is read meanwhile.
 */
@ApplicationScoped
@Identifier("border-in")
class Resuming implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Resuming.class);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Heard heard;
    private final HearingAgain hearingAgain;
    private final Ledger ledger;
    private final Sealer sealer;
    private volatile boolean stopping;

    Resuming(Heard heard, HearingAgain hearingAgain, Ledger ledger, Sealer sealer) {
        this.heard = heard;
        this.hearingAgain = hearingAgain;
        this.ledger = ledger;
        this.sealer = sealer;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        while (!resumed(consumer, partitions) && !stopping) {
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean resumed(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            var first = consumer.beginningOffsets(partitions);
            var end = consumer.endOffsets(partitions);
            boolean again = false;
            for (TopicPartition partition : partitions) {
                long reader = consumer.position(partition);
                long start = heard.begin(
                        partition,
                        new Heard.Offsets(
                                first.getOrDefault(partition, 0L), reader, end.getOrDefault(partition, reader)));
                if (start < reader) {
                    again = true;
                    LOG.warnf("%s: the database has forgotten messages, which are heard again", partition.topic());
                }
                consumer.seek(partition, start);
            }
            if (again) {
                tellCounterparts();
            }
            hearingAgain.begun();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("reading does not go on yet: %s", e.getClass().getSimpleName());
            LOG.debug("why reading does not go on", e);
            return false;
        }
    }

    /**
     * A head now, before anything is heard: what is heard again may make the ledger longer than it was, and then no head would
     * go back and no counterpart would see that this history did.
     */
    private void tellCounterparts() {
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.transition(Ledger.Entry.of("messages.heard-again", "database", null, null)));
        sealer.sealNow();
    }
}
