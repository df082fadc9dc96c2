package org.tessera.messaging.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        heard.leave(partitions);
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
            Map<TopicPartition, Heard.Beginning> beginnings = begin(consumer, partitions);
            tell(beginnings);
            beginnings.forEach((partition, beginning) -> consumer.seek(partition, beginning.start()));
            hearingAgain.begun();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("reading does not go on yet: %s", e.getClass().getSimpleName());
            LOG.debug("why reading does not go on", e);
            return false;
        }
    }

    private Map<TopicPartition, Heard.Beginning> begin(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var first = consumer.beginningOffsets(partitions);
        var end = consumer.endOffsets(partitions);
        Map<TopicPartition, Heard.Beginning> beginnings = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long reader = consumer.position(partition);
            Heard.Offsets offsets =
                    new Heard.Offsets(first.getOrDefault(partition, 0L), reader, end.getOrDefault(partition, reader));
            beginnings.put(partition, heard.begin(partition, offsets));
        }
        return beginnings;
    }

    /** In the log and in the ledger: what is heard again, and what nobody heard and Kafka no longer has. */
    private void tell(Map<TopicPartition, Heard.Beginning> beginnings) {
        Set<String> forgotten = new TreeSet<>();
        Set<String> lost = new TreeSet<>();
        beginnings.forEach((partition, beginning) -> {
            if (beginning.forgotten()) {
                forgotten.add(partition.topic());
            }
            if (beginning.lost() > 0) {
                lost.add(partition.topic());
            }
        });
        if (forgotten.isEmpty() && lost.isEmpty()) {
            return;
        }
        if (!forgotten.isEmpty()) {
            LOG.warnf("the database has forgotten messages, which are heard again: %s", forgotten);
        }
        if (!lost.isEmpty()) {
            LOG.errorf("messages that nobody has heard are not kept any more: %s", lost);
        }
        QuarkusTransaction.requiringNew().run(() -> {
            if (!forgotten.isEmpty()) {
                ledger.transition(Ledger.Entry.of("messages.heard-again", "database", null, null));
            }
            lost.forEach(channel -> ledger.transition(Ledger.Entry.of("messages.lost", channel, null, null)));
        });
        // A head now, before anything is heard: what is heard again may make the ledger longer than it was, and then no
        // head would go back and no counterpart would see that this history did.
        sealer.sealNow();
    }
}
