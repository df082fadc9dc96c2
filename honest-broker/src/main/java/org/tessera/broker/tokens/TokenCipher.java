package org.tessera.broker.tokens;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

/**
 * Encrypts and decrypts the tokens of one domain under one storage epoch: each 128-bit token is one AES block, so that
 * equal tokens of one rule stay equal and nothing else shows. Packed: 2 bytes, bit i = rule i is there, then the blocks.
 * Not for several threads at a time.
 */
public final class TokenCipher {
    private final Map<TokenRule, Cipher> ciphers = new EnumMap<>(TokenRule.class);

    private TokenCipher(int mode, StorageKeys keys, Domain domain, String epoch) {
        for (TokenRule rule : TokenRule.values()) {
            ciphers.put(rule, initialised(mode, keys, domain, epoch, rule));
        }
    }

    /** For storing. */
    public static TokenCipher encrypting(StorageKeys keys, Domain domain) {
        return new TokenCipher(Cipher.ENCRYPT_MODE, keys, domain, keys.currentEpoch());
    }

    /** For loading what was stored under that epoch. */
    public static TokenCipher decrypting(StorageKeys keys, Domain domain, String epoch) {
        return new TokenCipher(Cipher.DECRYPT_MODE, keys, domain, epoch);
    }

    /** A single block of uniformly distributed bits needs no mode: ECB of one block is AES itself, a permutation. */
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher initialised(int mode, StorageKeys keys, Domain domain, String epoch, TokenRule rule) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, keys.keyOf(domain, epoch, rule));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no AES", e);
        }
    }

    /** The packed, encrypted tokens of a record. */
    public byte[] pack(TokenRecord tokens) {
        ByteBuffer packed = ByteBuffer.allocate(Short.BYTES + tokens.tokens().size() * TokenRecord.TOKEN_BYTES);
        int present = 0;
        packed.putShort((short) 0);
        for (TokenRule rule : TokenRule.values()) {
            byte[] token = tokens.tokens().get(rule.name());
            if (token != null) {
                present |= 1 << rule.rank();
                packed.put(encrypt(rule, token));
            }
        }
        return packed.putShort(0, (short) present).array();
    }

    /** The same tokens packed by another cipher, an encrypting one; this one decrypts. */
    byte[] repack(byte[] packed, TokenCipher other) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        int present = from.getShort() & 0xFFFF;
        ByteBuffer to = ByteBuffer.allocate(packed.length).putShort((short) present);
        byte[] token = new byte[TokenRecord.TOKEN_BYTES];
        for (TokenRule rule : TokenRule.values()) {
            if ((present >>> rule.rank() & 1) == 1) {
                from.get(token);
                to.put(other.encrypt(rule, decrypt(rule, token, token.length)));
            }
        }
        return to.array();
    }

    /** Tokens of one rule, decrypted: the first {@code length} bytes, block after block. */
    byte[] decrypt(TokenRule rule, byte[] blocks, int length) {
        // A cipher that is given nothing answers null.
        return length == 0 ? blocks : cipher(rule).update(blocks, 0, length);
    }

    private byte[] encrypt(TokenRule rule, byte[] token) {
        return cipher(rule).update(token, 0, TokenRecord.TOKEN_BYTES);
    }

    private Cipher cipher(TokenRule rule) {
        return Objects.requireNonNull(ciphers.get(rule));
    }
}
