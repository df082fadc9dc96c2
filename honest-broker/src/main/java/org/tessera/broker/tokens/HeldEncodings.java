package org.tessera.broker.tokens;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;

/** The encodings that partners gave for fuzzy matching, as long as they are there. Withdrawn references are never given out. */
public interface HeldEncodings {
    /**
     * What there is of a release. What comes later belongs to other batches: it is neither given out nor deleted with these.
     *
     * @param records how many records have an encoding
     * @param batches the batches they came with
     */
    record Held(Domain domain, String release, long records, List<String> batches) {}

    /** What there is now of a release, of those made under this epoch's link secret. */
    Held of(Domain domain, String release, String epoch);

    /** Hands over each, opened, with its reference. */
    void each(Held held, BiConsumer<String, Encoding> taker);

    /** Deletes them; says how many there were. */
    long delete(Held held);

    /** Deletes at most so many of those that came before, the oldest; says how many there were. */
    long deleteBefore(Instant time, int most);
}
