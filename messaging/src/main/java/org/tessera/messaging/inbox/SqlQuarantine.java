package org.tessera.messaging.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Channels;
import org.tessera.contracts.ContractJson;
import org.tessera.envelope.Actor;
import org.tessera.envelope.Signatures;
import org.tessera.messaging.Identity;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Quarantine;
import org.tessera.messaging.Sql;
import org.tessera.messaging.SqlFailures;
import org.tessera.messaging.inbox.Arrived.Position;
import org.tessera.messaging.inbox.Arrived.RawHeader;
import org.tessera.messaging.ledger.Entries;

/** The quarantine in the service's own database. It is made at the start, for its counters begin there. */
@Startup
@Singleton
final class SqlQuarantine implements Quarantine {
    private static final Logger LOG = Logger.getLogger(SqlQuarantine.class);

    /** Reason of a message that the database will not take for what is in it. */
    static final String STORAGE_REFUSED = "storage-refused";

    /** Why a message is not tried again whose content is gone. */
    private static final String CONTENT_FORGOTTEN = "content-forgotten";

    private static final String INSERT = """
            INSERT INTO quarantine (channel, record_partition, record_offset, record_timestamp, message_key, headers,
                                    payload, reason, quarantined_at)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final Sql sql;
    private final Clock clock;
    private final Intake intake;
    private final Heard heard;
    private final Ledger ledger;
    private final Entries entries;
    private final MeterRegistry metrics;

    SqlQuarantine(
            Sql sql,
            Clock clock,
            Intake intake,
            Heard heard,
            Ledger ledger,
            Entries entries,
            Identity identity,
            Channels channels,
            MeterRegistry metrics) {
        this.sql = sql;
        this.clock = clock;
        this.intake = intake;
        this.heard = heard;
        this.ledger = ledger;
        this.entries = entries;
        this.metrics = metrics;
        // A counter that begins with a burst shows no increase: each begins at 0.
        channels.readBy(identity.clientId()).forEach(channel -> quarantined(channel.name()));
    }

    private Counter quarantined(String channel) {
        return metrics.counter("tessera.messages.quarantined", "channel", channel);
    }

    /** Keeps the message with its reason and a denial in the ledger, in a transaction of its own. */
    void keep(Arrived arrived, Heard.Place place, String reason) {
        QuarkusTransaction.requiringNew().run(() -> insert(arrived, place, reason));
        quarantined(arrived.channel()).increment();
        LOG.warnf("a message on %s is in quarantine: %s", arrived.channel(), reason);
    }

    private void insert(Arrived arrived, Heard.Place place, String reason) {
        Position position = arrived.position();
        heard.passed(position, place);
        long kept = sql.update(
                INSERT,
                position.channel(),
                position.partition(),
                position.offset(),
                position.timestamp(),
                arrived.key(),
                ContractJson.text(arrived.headers()),
                arrived.payload(),
                reason,
                clock.instant());
        if (kept == 1) {
            byte[] payload = arrived.payload();
            entries.refused(
                    reason,
                    position.partition() + "/" + position.offset(),
                    arrived.channel(),
                    payload == null ? null : Signatures.digest(payload));
        }
    }

    private static final String ITEMS =
            "SELECT id, channel, reason, coalesce(emptied_bytes, octet_length(payload), 0) AS bytes,"
                    + " coalesce(emptied_digest, encode(sha256(coalesce(payload, '')), 'hex')) AS digest,"
                    + " quarantined_at, redriven_at, dismissed_at FROM quarantine ";

    @Override
    public List<Item> list(long after, int limit) {
        return sql.list(ITEMS + "WHERE id > ? ORDER BY id LIMIT ?", SqlQuarantine::item, after, limit);
    }

    @Override
    public Optional<Item> find(long id) {
        return sql.first(ITEMS + "WHERE id = ?", SqlQuarantine::item, id);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong("id"),
                row.getString("channel"),
                row.getString("reason"),
                row.getInt("bytes"),
                "sha256:" + row.getString("digest"),
                Sql.instant(row, "quarantined_at"),
                instantIfAny(row, "redriven_at"),
                instantIfAny(row, "dismissed_at"));
    }

    private static @Nullable Instant instantIfAny(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    @Override
    public Optional<String> redrive(long id, Actor by, String role) {
        // The inbox forgets after a while, this does not: what was let in once is not handled again.
        if (find(id).map(Item::redrivenAt).isPresent()) {
            return Optional.empty();
        }
        Arrived arrived = sql.first(
                        "SELECT channel, record_partition, record_offset, record_timestamp, message_key,"
                                + " headers::text AS headers, payload FROM quarantine WHERE id = ?",
                        SqlQuarantine::arrived,
                        id)
                .orElseThrow(() -> new IllegalArgumentException("nothing in quarantine under " + id));
        boolean emptied = sql.exists("SELECT 1 FROM quarantine WHERE id = ? AND emptied_digest IS NOT NULL", id);
        String still = emptied ? CONTENT_FORGOTTEN : takeAgain(arrived);
        QuarkusTransaction.requiringNew().run(() -> {
            if (still == null) {
                sql.update("UPDATE quarantine SET redriven_at = ? WHERE id = ?", clock.instant(), id);
            } else {
                // What was recalled stays so: nobody is called for it again. What is empty tells by its reason what it
                // was.
                sql.update(
                        "UPDATE quarantine SET reason = ?"
                                + " WHERE id = ? AND reason <> 'recalled' AND emptied_digest IS NULL",
                        still,
                        id);
            }
            String action = still == null ? "quarantine.redriven" : "quarantine.redrive-refused";
            ledger.transition(Ledger.Entry.of(action, Long.toString(id), by, role));
        });
        return Optional.ofNullable(still);
    }

    @Override
    public boolean dismiss(long id, Actor by, String role) {
        return QuarkusTransaction.requiringNew().call(() -> {
            // A redrive that is under way and ends after this one notes itself too: nothing is lost, and the ledger has
            // both.
            long dismissed = sql.update(
                    "UPDATE quarantine SET dismissed_at = ? WHERE id = ? AND redriven_at IS NULL AND dismissed_at IS NULL",
                    clock.instant(),
                    id);
            if (dismissed == 1) {
                ledger.transition(Ledger.Entry.of("quarantine.dismissed", Long.toString(id), by, role));
            }
            return find(id).map(Item::redrivenAt).isEmpty();
        });
    }

    private @Nullable String takeAgain(Arrived arrived) {
        try {
            intake.takeAgain(arrived);
            return null;
        } catch (Wrong e) {
            return e.reason();
        } catch (RuntimeException e) {
            if (!SqlFailures.isLasting(e)) {
                throw e;
            }
            return STORAGE_REFUSED;
        }
    }

    private static Arrived arrived(ResultSet row) throws SQLException {
        Position position = new Position(
                row.getString("channel"),
                row.getInt("record_partition"),
                row.getLong("record_offset"),
                row.getLong("record_timestamp"));
        return new Arrived(
                position, row.getBytes("message_key"), headers(row.getString("headers")), row.getBytes("payload"));
    }

    private static List<RawHeader> headers(String json) {
        try {
            return List.of(ContractJson.mapper().readValue(json, RawHeader[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the quarantine holds headers that are not JSON", e);
        }
    }
}
