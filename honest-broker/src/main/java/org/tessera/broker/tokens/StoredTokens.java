package org.tessera.broker.tokens;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

/**
 * Decrypts stored records of one domain into a table. Tokens of a rule are decrypted some thousand at a time: one by one
 * the calls would cost ten times what AES does. Not for several threads at a time.
 */
public final class StoredTokens {
    private static final int PORTION = 4_096;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final StorageKeys keys;
    private final Domain domain;
    private final Map<String, TokenCipher> ciphers = new HashMap<>();
    private final Map<TokenRule, Waiting> waiting = new EnumMap<>(TokenRule.class);
    private final TokenTable.Builder table = new TokenTable.Builder();
    private String epoch = "";
    private int records;

    /** Of this domain, under these keys. */
    public StoredTokens(StorageKeys keys, Domain domain) {
        this.keys = keys;
        this.domain = domain;
        for (TokenRule rule : TokenRule.values()) {
            waiting.put(rule, new Waiting());
        }
    }

    /** Encrypted tokens of one rule, and whose they are. */
    private static final class Waiting {
        private final byte[] blocks = new byte[PORTION * TokenRecord.TOKEN_BYTES];
        private final int[] record = new int[PORTION];
        private int count;
    }

    /**
     * Adds a record.
     *
     * @param storedUnder epoch of the storage keys; {@link IllegalStateException} when there is no such key
     * @param packed what {@link TokenCipher#pack} made
     */
    public void add(String reference, String storedUnder, ByteBuffer packed) {
        if (records == PORTION || !storedUnder.equals(epoch)) {
            decrypt();
            epoch = storedUnder;
        }
        int number = table.size();
        table.record(reference);
        records++;
        int present = packed.getShort() & 0xFFFF;
        waiting.forEach((rule, tokens) -> {
            if ((present >>> rule.rank() & 1) == 1) {
                packed.get(tokens.blocks, tokens.count * TokenRecord.TOKEN_BYTES, TokenRecord.TOKEN_BYTES);
                tokens.record[tokens.count++] = number;
            }
        });
    }

    /** Everything that was added; nothing can be added afterwards. */
    public TokenTable table() {
        decrypt();
        return table.build();
    }

    private void decrypt() {
        if (records == 0) {
            return;
        }
        TokenCipher cipher = ciphers.computeIfAbsent(epoch, stored -> TokenCipher.decrypting(keys, domain, stored));
        waiting.forEach((rule, tokens) -> {
            byte[] clear = cipher.decrypt(rule, tokens.blocks, tokens.count * TokenRecord.TOKEN_BYTES);
            for (int at = 0; at < tokens.count; at++) {
                int offset = at * TokenRecord.TOKEN_BYTES;
                table.token(tokens.record[at], rule, (long) LONGS.get(clear, offset), (long)
                        LONGS.get(clear, offset + Long.BYTES));
            }
            tokens.count = 0;
        });
        records = 0;
    }
}
