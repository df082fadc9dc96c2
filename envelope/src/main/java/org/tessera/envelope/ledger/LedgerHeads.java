package org.tessera.envelope.ledger;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.DetachedJws;

/** Signed heads: who holds one can show later that the history before it was another. */
public final class LedgerHeads {
    private LedgerHeads() {}

    /**
     * Signs the head of a ledger.
     *
     * @param domain client id of the ledger's owner
     * @param sequence sequence of the last entry
     * @param hash its hash
     * @param sealedAt kept to microseconds
     */
    public static LedgerHead sign(String domain, long sequence, String hash, Instant sealedAt, PrivateKey key) {
        Instant at = sealedAt.truncatedTo(ChronoUnit.MICROS);
        String jws = DetachedJws.sign(statement(domain, sequence, hash, at), domain, key);
        return new LedgerHead(domain, sequence, hash, at, jws);
    }

    /** Whether the owner signed exactly this head, with one of these keys of hers. */
    public static boolean verify(LedgerHead head, Collection<PublicKey> keys) {
        byte[] statement = statement(head.domain(), head.sequence(), head.hash(), head.sealedAt());
        return DetachedJws.verify(statement, head.jws(), head.domain(), keys);
    }

    /** The exported line of a head: {@code {"head":{...}}}. */
    public static String line(LedgerHead head) {
        return ContractJson.text(Map.of("head", head));
    }

    /** The exported line of a counterpart's head that is kept: {@code {"kept":{...}}}. */
    public static String keptLine(LedgerHead head) {
        return ContractJson.text(Map.of("kept", head));
    }

    private static byte[] statement(String domain, long sequence, String hash, Instant sealedAt) {
        Map<String, String> signed = new TreeMap<>();
        signed.put("domain", domain);
        signed.put("sequence", Long.toString(sequence));
        signed.put("hash", hash);
        signed.put("sealedAt", sealedAt.toString());
        return ContractJson.text(signed).getBytes(StandardCharsets.UTF_8);
    }
}
