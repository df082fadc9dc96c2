package org.tessera.broker.tokens;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenRule;

/**
 * The keys of tokens at rest: HKDF-SHA256 of the master key of an epoch, one per domain and rule. Who steals the store can
 * join neither domains nor rules with it.
 */
public final class StorageKeys {
    private static final int KEY_BYTES = 32;
    private static final String HASH = "HmacSHA256";

    private final Map<String, SecretKey> masters;
    private final String current;

    private StorageKeys(Map<String, SecretKey> masters, String current) {
        this.masters = masters;
        this.current = current;
    }

    /** Reads the file; throws {@link IOException} without the file's content when it is not one of keys. */
    public static StorageKeys read(Path file) throws IOException {
        Map<String, SecretKey> masters = new LinkedHashMap<>();
        String current = "";
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (line.isBlank()) {
                continue;
            }
            String[] words = line.strip().split("\\s+");
            if (words.length != 2 || !words[0].matches("[0-9a-fA-F]{64}")) {
                throw new IOException("a storage key is 64 hex digits, a blank and an epoch");
            }
            SecretKey master = new SecretKeySpec(HexFormat.of().parseHex(words[0]), "HKDF");
            if (masters.putIfAbsent(words[1], master) != null) {
                throw new IOException("an epoch has two storage keys");
            }
            current = current.isEmpty() ? words[1] : current;
        }
        if (masters.isEmpty()) {
            throw new IOException("there is no storage key");
        }
        return new StorageKeys(masters, current);
    }

    /** Epoch that new tokens are encrypted under. */
    public String currentEpoch() {
        return current;
    }

    /** The epochs whose keys are here. */
    public Set<String> epochs() {
        return Collections.unmodifiableSet(masters.keySet());
    }

    /** Differs where the epoch's master key differs, and tells nothing else of it. */
    public byte[] fingerprintOf(String epoch) {
        return derive(epoch, "fingerprint|" + epoch, HASH).getEncoded();
    }

    /** The key of one rule's tokens; throws {@link IllegalStateException} when the epoch's master key is not there. */
    public SecretKey keyOf(Domain domain, String epoch, TokenRule rule) {
        return derive(epoch, "token|" + domain + "|" + epoch + "|" + rule, "AES");
    }

    /** The key of a domain's encodings; throws {@link IllegalStateException} when the epoch's master key is not there. */
    public SecretKey encodingKeyOf(Domain domain, String epoch) {
        return derive(epoch, "encoding|" + domain + "|" + epoch, "AES");
    }

    /** A key for keyed hashes, as it follows from this epoch's master key. */
    public SecretKey hashKeyOf(String epoch, String purpose) {
        return derive(epoch, "hash|" + purpose, HASH);
    }

    /** A key for keyed hashes, wrapped under the current epoch (RFC 3394). */
    public byte[] wrap(SecretKey hashKey) {
        try {
            return wrapping(Cipher.WRAP_MODE, current).wrap(hashKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be wrapped", e);
        }
    }

    /** What was wrapped under this epoch; throws {@link IllegalStateException} when it was changed or the key is not there. */
    public SecretKey unwrap(String epoch, byte[] wrapped) {
        try {
            return (SecretKey) wrapping(Cipher.UNWRAP_MODE, epoch).unwrap(wrapped, HASH, Cipher.SECRET_KEY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a wrapped key does not open", e);
        }
    }

    private Cipher wrapping(int mode, String epoch) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(mode, derive(epoch, "wrap|" + epoch, "AES"));
        return cipher;
    }

    private SecretKey derive(String epoch, String purpose, String algorithm) {
        SecretKey master = masters.get(epoch);
        if (master == null) {
            throw new IllegalStateException("there is no storage key of the epoch that tokens were stored under");
        }
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(master)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HKDF-SHA256", e);
        }
    }
}
