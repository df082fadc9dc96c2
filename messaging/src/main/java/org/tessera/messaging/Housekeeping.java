package org.tessera.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Forgets what no longer serves: published rows, old inbox entries and traces, parts whose end never came, what was in
 * messages of the quarantine that nobody waits for.
 */
@Singleton
final class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    /**
     * A message in quarantine may still be let in: until it is, or is dismissed, the parts of the transfer that it ends stay. It
     * is a small one; a part that lies there itself is large, is no reason, and is not read. Each is read once, however many
     * transfers are old.
     */
    private static final String PARTS = """
            WITH old AS (
                SELECT DISTINCT transfer_id, channel FROM transfer_part WHERE received_at < ?),
            ended AS (
                SELECT DISTINCT q.channel, found[1] AS transfer_id
                  FROM quarantine q, regexp_matches(encode(q.payload, 'escape'),
                       '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') AS found
                 WHERE q.channel IN (SELECT channel FROM old)
                   AND q.redriven_at IS NULL AND q.dismissed_at IS NULL AND q.reason <> 'recalled'
                   AND octet_length(q.payload) < 65536)
            DELETE FROM transfer_part WHERE (transfer_id, channel) IN (
                SELECT transfer_id, channel FROM old WHERE NOT EXISTS (
                    SELECT 1 FROM ended WHERE ended.channel = old.channel AND ended.transfer_id = old.transfer_id::text))
            """;

    private static final int AT_A_TIME = 1000;

    /**
     * So many at a time, for who upgrades may have years of them, and each is half a megabyte at most. Another replica may be
     * about the same ones, and has emptied them when this one comes to them: what they were is noted once.
     */
    private static final String EMPTY = """
            UPDATE quarantine SET emptied_bytes = coalesce(octet_length(payload), 0),
                                  emptied_digest = encode(sha256(coalesce(payload, '')), 'hex'),
                                  payload = NULL, message_key = NULL, headers = '[]'
             WHERE id IN (SELECT id FROM quarantine WHERE %s AND emptied_digest IS NULL LIMIT %d)
               AND emptied_digest IS NULL
            """;

    private static final String SETTLED = EMPTY.formatted("coalesce(redriven_at, dismissed_at) < ?", AT_A_TIME);
    private static final String RECALLED = EMPTY.formatted("reason = 'recalled' AND quarantined_at <= ?", AT_A_TIME);

    private final Sql sql;
    private final Clock clock;
    private final Duration keepPublished;
    private final Duration keepInbox;
    private final Duration keepParts;
    private final Duration keepSettled;

    Housekeeping(
            Sql sql,
            Clock clock,
            @ConfigProperty(name = "tessera.outbox.keep-published") Duration keepPublished,
            @ConfigProperty(name = "tessera.inbox.keep") Duration keepInbox,
            @ConfigProperty(name = "tessera.transfers.keep") Duration keepParts,
            @ConfigProperty(name = "tessera.quarantine.keep-settled") Duration keepSettled) {
        this.sql = sql;
        this.clock = clock;
        this.keepPublished = keepPublished;
        this.keepInbox = keepInbox;
        this.keepParts = keepParts;
        this.keepSettled = keepSettled;
    }

    @Scheduled(
            every = "${tessera.housekeeping.every}",
            delayed = "${tessera.housekeeping.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tidy() {
        forget("DELETE FROM outbox WHERE published_at < ?", keepPublished);
        forget("DELETE FROM inbox WHERE handled_at < ?", keepInbox);
        forget("DELETE FROM message_trace WHERE seen_at < ?", keepInbox);
        forget(PARTS, keepParts);
        forget(SETTLED, keepSettled);
        forget(RECALLED, Duration.ZERO);
    }

    /** Each by itself: what fails or takes too long takes back no other, and holds up none. */
    private void forget(String statement, Duration age) {
        Instant before = clock.instant().minus(age);
        try {
            long forgotten;
            do {
                forgotten = QuarkusTransaction.requiringNew().call(() -> sql.update(statement, before));
            } while (forgotten == AT_A_TIME);
        } catch (RuntimeException e) {
            LOG.warnf("something old was not forgotten: %s", e.getClass().getName());
            LOG.debugf(e, "what was not forgotten: %s", statement);
        }
    }
}
