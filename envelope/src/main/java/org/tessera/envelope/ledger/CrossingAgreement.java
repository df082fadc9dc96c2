package org.tessera.envelope.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.DetachedJws;
import org.tessera.envelope.ledger.LedgerEntry.Direction;

/**
 * Compares what the two sides of a border say of the same messages. A message that only its writer recorded is no mistake (it
 * may still be under way, or its reader is not among the files); one that was received from a writer whose ledger is here and
 * does not know it is one.
 */
final class CrossingAgreement {
    private final Map<String, SuccessiveExports> writers;
    private final List<String> mistakes = new ArrayList<>();
    private long agreed;
    private long waiting;

    /**
     * The result of comparing ledgers.
     *
     * @param agreed messages that writer and reader recorded alike
     * @param waiting messages that came after the last export of their writer was made
     * @param mistakes what does not agree, a sentence each
     */
    record Result(long agreed, long waiting, List<String> mistakes) {}

    private CrossingAgreement(Map<String, SuccessiveExports> writers) {
        this.writers = writers;
    }

    /** Compares every reader with every writer. */
    static Result compare(Map<String, SuccessiveExports> ledgers) {
        CrossingAgreement agreement = new CrossingAgreement(ledgers);
        for (SuccessiveExports reader : ledgers.values()) {
            reader.latest().chain().crossings().forEach((message, received) -> {
                if (received.direction() == Direction.IN) {
                    agreement.lookUp(message, received, reader);
                }
            });
        }
        return new Result(agreement.agreed, agreement.waiting, List.copyOf(agreement.mistakes));
    }

    private void lookUp(ReadChain.Message message, LedgerEntry received, SuccessiveExports reader) {
        SuccessiveExports writer = writers.get(message.writer());
        if (writer == null) {
            return;
        }
        LedgerEntry sent = writer.latest().chain().crossings().get(message);
        String named = "message " + message.eventId() + " from "
                + writer.latest().name() + " to " + reader.latest().name();
        if (sent != null && sent.direction() == Direction.OUT) {
            List<String> different = different(sent, received);
            if (different.isEmpty()) {
                agreed++;
            } else {
                mistakes.add(named + " is recorded differently by the two (" + String.join(", ", different) + ").");
            }
        } else if (sent == null && reader.mayBeUnknownTo(writer, received)) {
            waiting++;
        } else {
            mistakes.add(named + " is not recorded by its writer.");
        }
    }

    private static List<String> different(LedgerEntry sent, LedgerEntry received) {
        List<String> different = new ArrayList<>();
        if (!Objects.equals(sent.digest(), received.digest())) {
            different.add("digest");
        }
        if (!Objects.equals(sent.channel(), received.channel())) {
            different.add("channel");
        }
        if (!sent.action().equals(received.action())) {
            different.add("type");
        }
        if (!Objects.equals(sent.actor(), received.actor())) {
            different.add("actor");
        }
        if (!sameSignature(sent.jws(), received.jws())) {
            different.add("signature");
        }
        return different;
    }

    private static boolean sameSignature(@Nullable String sent, @Nullable String received) {
        if (sent == null || received == null) {
            return Objects.equals(sent, received);
        }
        return DetachedJws.same(sent, received);
    }
}
