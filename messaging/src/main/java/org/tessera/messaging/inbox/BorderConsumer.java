package org.tessera.messaging.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.tessera.messaging.SqlFailures;

/**
 * Reads every channel of this client, one record after the other. A wrong message goes to quarantine and reading goes
 * on, and so does one that the database refuses for what is in it; while a database or another server is away it waits with
 * the record in hand, and nothing is lost or skipped.
 */
@ApplicationScoped
class BorderConsumer {
    private static final Logger LOG = Logger.getLogger(BorderConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** So often a refusal of the database may come from a race with somebody else. */
    private static final int RACES = 3;

    private final Intake intake;
    private final SqlQuarantine quarantine;
    private final Heard heard;
    private final Pause pause;
    private volatile boolean stopping;

    BorderConsumer(Intake intake, SqlQuarantine quarantine, Heard heard, Pause pause) {
        this.intake = intake;
        this.quarantine = quarantine;
        this.heard = heard;
        this.pause = pause;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Returns when the record is settled; Kafka's offset moves only then. One that waits while reading begins anew before it is
     * let go: it comes again, behind what the database has forgotten.
     */
    @Incoming("border-in")
    @Blocking
    @ActivateRequestContext
    void receive(ConsumerRecord<byte[], byte[]> kafkaRecord) throws InterruptedException {
        Arrived arrived = Arrived.of(kafkaRecord);
        Optional<Heard.Place> place = heard.place(arrived.position());
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; !(place.isPresent() && settled(arrived, place.get(), attempt)); attempt++) {
            if (stopping) {
                throw new InterruptedException("the service stops before the record was handled");
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            if (!heard.place(arrived.position()).equals(place)) {
                return;
            }
        }
        pause.over();
    }

    private boolean settled(Arrived arrived, Heard.Place place, int attempt) {
        try {
            settle(arrived, place, attempt);
            return true;
        } catch (RuntimeException e) {
            pause.begin(arrived.channel());
            LOG.warnf("%s pauses: %s", arrived.channel(), e.getClass().getSimpleName());
            LOG.debug("why the channel pauses", e);
            return false;
        }
    }

    private void settle(Arrived arrived, Heard.Place place, int attempt) {
        try {
            intake.take(arrived, place);
        } catch (Wrong e) {
            quarantine.keep(arrived, place, e.reason());
        } catch (RuntimeException e) {
            if (attempt < RACES || !SqlFailures.isLasting(e)) {
                throw e;
            }
            quarantine.keep(arrived, place, SqlQuarantine.STORAGE_REFUSED);
        }
    }
}
