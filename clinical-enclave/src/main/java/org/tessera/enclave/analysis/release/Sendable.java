package org.tessera.enclave.analysis.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageTypes;
import org.tessera.contracts.Payload;
import org.tessera.contracts.Schemas;
import org.tessera.rest.Problems;

/** Holds what leaves as a message to its contract while it is asked for: after the reviewers' votes it would be too late. */
final class Sendable {
    private Sendable() {}

    /** Throws the problem "release-not-sendable" (422) with the places of the schema that the message breaks. */
    static void check(Payload message) {
        try {
            List<String> places =
                    Schemas.check(MessageTypes.of(message), ContractJson.tree(ContractJson.bytes(message)));
            if (!places.isEmpty()) {
                throw Problems.unprocessable(
                        "release-not-sendable",
                        "The result does not fit the contract of its message: " + String.join(", ", places) + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what was just written is JSON", e);
        }
    }
}
