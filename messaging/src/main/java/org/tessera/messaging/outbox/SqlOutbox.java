package org.tessera.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.MessageTypes;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Signatures;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.messaging.Identity;
import org.tessera.messaging.Limits;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.SchemaCheck;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Traces;
import org.tessera.messaging.ledger.Entries;

/** The outbox in the service's own database. */
@ApplicationScoped
class SqlOutbox implements Outbox {
    private static final String INSERT =
            "INSERT INTO outbox (event_id, channel, message_key, headers, payload, created_at)"
                    + " VALUES (?, ?, ?, ?::jsonb, ?, ?)";

    private final Sql sql;
    private final Clock clock;
    private final Identity identity;
    private final ServiceKeys keys;
    private final Channels channels;
    private final SchemaCheck schemas;
    private final Entries ledger;
    private final Traces traces;
    private final Wakeup wakeup;
    private final TransactionSynchronizationRegistry transaction;

    @SuppressWarnings("TooManyParameters") // each is one collaborator of sending; bundling them would only hide it
    SqlOutbox(
            Sql sql,
            Clock clock,
            Identity identity,
            ServiceKeys keys,
            Channels channels,
            SchemaCheck schemas,
            Entries ledger,
            Traces traces,
            Wakeup wakeup,
            TransactionSynchronizationRegistry transaction) {
        this.sql = sql;
        this.clock = clock;
        this.identity = identity;
        this.keys = keys;
        this.channels = channels;
        this.schemas = schemas;
        this.ledger = ledger;
        this.traces = traces;
        this.wakeup = wakeup;
        this.transaction = transaction;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public EventId send(Outgoing message) {
        MessageType type = MessageTypes.of(message.payload());
        requirePermission(message.channel(), type);
        byte[] payload = ContractJson.bytes(message.payload());
        requireGood(type, payload);
        Envelope envelope = Signatures.sign(
                        EventId.random(),
                        type,
                        identity.clientId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        message.actor(),
                        message.project(),
                        message.channel(),
                        message.key(),
                        payload,
                        keys.ownSigningKey())
                .traced(traces.of(message.key()));
        lockKey(message);
        sql.update(
                INSERT,
                envelope.id().value(),
                message.channel(),
                message.key(),
                ContractJson.text(envelope.headers()),
                payload,
                envelope.time());
        ledger.crossing(envelope, message.channel(), Direction.OUT, Signatures.digest(payload));
        transaction.registerInterposedSynchronization(new WakeAfterCommit(wakeup));
        return envelope.id();
    }

    private void requirePermission(String topic, MessageType type) {
        Channel channel = channels.require(topic);
        if (!channel.mayWrite(identity.clientId())) {
            throw new IllegalArgumentException(identity.clientId() + " may not write " + topic);
        }
        if (!channel.messages().contains(type)) {
            throw new IllegalArgumentException(topic + " does not carry " + type.typeName());
        }
    }

    private void requireGood(MessageType type, byte[] payload) {
        if (payload.length > Limits.MESSAGE_BYTES) {
            throw new IllegalArgumentException(type.typeName() + " is larger than a message may be: send it in parts");
        }
        schemas.violation(type, payload).ifPresent(violation -> {
            throw new IllegalArgumentException(type.typeName() + " does not fit its schema: " + violation);
        });
    }

    /** Held until commit: whoever sends on the same key afterwards gets a later id and commits later. */
    private void lockKey(Outgoing message) {
        sql.first(
                "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?, 0))) AS locked",
                row -> true,
                message.channel() + '\n' + message.key());
    }

    private record WakeAfterCommit(Wakeup wakeup) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // the row is there already
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                wakeup.now();
            }
        }
    }
}
