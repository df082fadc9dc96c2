package org.tessera.envelope.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tessera.envelope.ledger.LedgerEntry.Direction;

/** Compares what the two sides of a border say of the same messages. */
public final class CrossingAgreement {
    private CrossingAgreement() {}

    /**
     * The result of comparing ledgers.
     *
     * @param agreed messages that writer and reader recorded alike
     * @param mistakes what does not agree, a sentence each
     */
    public record Result(long agreed, List<String> mistakes) {}

    /**
     * Compares every reader with every writer. A message that only one side recorded is no mistake by itself (it may still
     * be under way, or its reader is not among the files), except one that was received from a writer whose ledger is here
     * and does not know it.
     *
     * @param readers ledgers whose received messages are looked up
     * @param writers ledgers in which they are looked up; of a ledger in use, fetched after all of the readers', for a
     *     message that arrives between two exports is in the later one only
     */
    public static Result compare(List<LedgerFile> readers, List<LedgerFile> writers) {
        List<String> mistakes = new ArrayList<>();
        long agreed = 0;
        for (LedgerFile reader : readers) {
            for (Map.Entry<String, LedgerFile.Crossing> received :
                    reader.crossings().entrySet()) {
                if (received.getValue().direction() == Direction.IN) {
                    agreed += compareWithWriter(reader, received, writers, mistakes);
                }
            }
        }
        return new Result(agreed, mistakes);
    }

    private static int compareWithWriter(
            LedgerFile reader,
            Map.Entry<String, LedgerFile.Crossing> received,
            List<LedgerFile> writers,
            List<String> mistakes) {
        LedgerFile.Crossing in = received.getValue();
        for (LedgerFile writer : writers) {
            if (!Objects.equals(writer.owner().orElse(null), in.writer())) {
                continue;
            }
            LedgerFile.Crossing out = writer.crossings().get(received.getKey());
            String message = "message " + received.getKey() + " from " + writer.name() + " to " + reader.name();
            if (out == null || out.direction() != Direction.OUT) {
                mistakes.add(message + " is not recorded by its writer.");
            } else if (!Objects.equals(out.digest(), in.digest()) || !Objects.equals(out.channel(), in.channel())) {
                mistakes.add(message + " is recorded differently by the two.");
            } else {
                return 1;
            }
        }
        return 0;
    }
}
