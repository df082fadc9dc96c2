package org.tessera.envelope.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.envelope.Digests;

/**
 * The chain of a ledger: hash = SHA-256(previous hash, line feed, canonical text of the entry), in hex. The canonical text
 * is the entry's JSON on one line, absent values left out. An exported line is that JSON with {@code previousHash} and
 * {@code hash} added.
 */
public final class LedgerChain {
    /** Previous hash of the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private static final String PREVIOUS_HASH = "previousHash";
    private static final String HASH = "hash";

    private LedgerChain() {}

    /** The text that is hashed. */
    public static String canonical(LedgerEntry entry) {
        return ContractJson.text(entry);
    }

    /** The hash of an entry after that predecessor. */
    public static String hash(String previousHash, LedgerEntry entry) {
        return Digests.hex((previousHash + '\n' + canonical(entry)).getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the entry after its predecessor. */
    public static ChainedEntry chain(LedgerEntry entry, String previousHash) {
        return new ChainedEntry(entry, previousHash, hash(previousHash, entry));
    }

    /** The exported line, without a line end. */
    public static String line(ChainedEntry chained) {
        ObjectNode line = ContractJson.mapper().valueToTree(chained.entry());
        line.put(PREVIOUS_HASH, chained.previousHash());
        line.put(HASH, chained.hash());
        return line.toString();
    }

    /** Reads an exported line; throws {@link IOException} when it is not one. Nothing is checked yet. */
    public static ChainedEntry parse(String line) throws IOException {
        if (!(ContractJson.tree(line.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object)) {
            throw new IOException("not a ledger line");
        }
        String previousHash = text(object.remove(PREVIOUS_HASH));
        String hash = text(object.remove(HASH));
        return new ChainedEntry(ContractJson.read(object, LedgerEntry.class), previousHash, hash);
    }

    private static String text(@Nullable JsonNode node) throws IOException {
        if (node == null || !node.isTextual()) {
            throw new IOException("a ledger line without its hashes");
        }
        return node.textValue();
    }
}
