package org.tessera.contracts;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads {@link PackedTokens} record by record. */
final class PackedTokensReader implements Iterator<TokenRecord> {
    private final DataInputStream data;
    private final List<String> rules;
    private long read;
    private @Nullable TokenRecord following;

    PackedTokensReader(InputStream in) {
        this.data = new DataInputStream(in);
        try {
            this.rules = readHeader(data);
            this.following = readRecord();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> readHeader(DataInputStream data) throws IOException {
        if (data.readInt() != PackedTokens.MAGIC) {
            throw new StreamCorruptedException("not packed tokens");
        }
        if (data.readUnsignedByte() != PackedTokens.VERSION) {
            throw new StreamCorruptedException("packed tokens of an unknown version");
        }
        int count = data.readUnsignedByte();
        if (count > PackedTokens.MAX_RULES) {
            throw new StreamCorruptedException("too many rules");
        }
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String rule = text(data, data.readUnsignedByte());
            if (TokenRule.named(rule).isEmpty()) {
                throw new StreamCorruptedException("unknown rule");
            }
            rules.add(rule);
        }
        return rules;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        return bytes;
    }

    private static String text(DataInputStream data, int length) throws IOException {
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable TokenRecord readRecord() throws IOException {
        int length = data.readUnsignedByte();
        if (length == 0) {
            if (data.readLong() != read || data.read() != -1) {
                throw new StreamCorruptedException("the number of records differs");
            }
            return null;
        }
        String reference = text(data, length);
        int flags = data.readUnsignedShort();
        int present = flags & ~PackedTokens.ENCODED;
        if (present >>> rules.size() != 0) {
            throw new StreamCorruptedException("a token of an undeclared rule");
        }
        Map<String, byte[]> tokens = HashMap.newHashMap(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            if ((present >>> i & 1) == 1) {
                tokens.put(rules.get(i), bytes(TokenRecord.TOKEN_BYTES));
            }
        }
        Encoding encoding = (flags & PackedTokens.ENCODED) == 0 ? null : new Encoding(bytes(Encoding.BYTES));
        read++;
        return new TokenRecord(reference, tokens, encoding);
    }

    @Override
    public boolean hasNext() {
        return following != null;
    }

    @Override
    public TokenRecord next() {
        TokenRecord current = following;
        if (current == null) {
            throw new NoSuchElementException();
        }
        try {
            following = readRecord();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return current;
    }
}
