package org.tessera.broker.tokens;

import java.util.HashMap;
import java.util.Map;
import org.tessera.contracts.Domain;

/** Takes what is stored from any storage epoch to the current one. Not for several threads at a time. */
public final class Renewal {
    private final StorageKeys keys;
    private final Map<Domain, TokenCipher> encrypting = new HashMap<>();
    private final Map<DomainEpoch, TokenCipher> decrypting = new HashMap<>();
    private final Map<Domain, EncodingCipher> encodings = new HashMap<>();

    private record DomainEpoch(Domain domain, String epoch) {}

    /** With these keys. */
    public Renewal(StorageKeys keys) {
        this.keys = keys;
    }

    /** Packed tokens of a domain; throws {@link IllegalStateException} when the key that they are stored under is not there. */
    public byte[] tokens(Domain domain, String storedUnder, byte[] packed) {
        TokenCipher old = decrypting.computeIfAbsent(
                new DomainEpoch(domain, storedUnder), each -> TokenCipher.decrypting(keys, domain, storedUnder));
        return old.repack(packed, encrypting.computeIfAbsent(domain, each -> TokenCipher.encrypting(keys, domain)));
    }

    /** A reference's sealed encoding; throws {@link IllegalStateException} when it does not open. */
    public byte[] encoding(Domain domain, String reference, String storedUnder, byte[] sealed) {
        EncodingCipher cipher = encodings.computeIfAbsent(domain, each -> new EncodingCipher(keys, domain));
        return cipher.seal(reference, cipher.open(reference, storedUnder, sealed));
    }
}
