package org.tessera.broker.tokens.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.tessera.broker.tokens.StoredTokens;
import org.tessera.contracts.Domain;

/**
 * Reads the tokens of a release by COPY in PostgreSQL's binary format (its manual, COPY, Binary Format): millions of rows,
 * of which neither side makes text.
 */
final class TokenRows {
    /** Tokens of who has opted out are not stored; a replica of a version before this one may have done it, so they are asked for. */
    private static final String COPY = """
            COPY (SELECT reference, storage_epoch, tokens FROM token_record t
                   WHERE domain = %L AND release = %L AND NOT EXISTS
                         (SELECT 1 FROM withdrawal w
                           WHERE w.domain = t.domain AND w.partner = t.partner AND w.reference = t.reference))
              TO STDOUT (FORMAT binary)
            """;

    private static final int SIGNATURE_AND_FLAGS = 15;
    private static final int END = -1;

    private final StoredTokens into;
    private byte[] lastEpoch = {};
    private String epoch = "";
    private boolean begun;
    private long rows;

    private TokenRows(StoredTokens into) {
        this.into = into;
    }

    /** Hands over every row of the release; returns how many there were. */
    static long copy(Connection connection, Domain domain, String release, StoredTokens into) throws SQLException {
        CopyOut copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(connection, domain, release));
        try {
            TokenRows rows = new TokenRows(into);
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                rows.take(ByteBuffer.wrap(message));
            }
            return rows.rows;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** COPY takes no parameters; the server itself quotes what stands in their place. */
    private static String statement(Connection connection, Domain domain, String release) throws SQLException {
        try (PreparedStatement format = connection.prepareStatement("SELECT format(?, ?, ?)")) {
            format.setString(1, COPY);
            format.setString(2, domain.name());
            format.setString(3, release);
            try (ResultSet row = format.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void take(ByteBuffer message) {
        if (!begun) {
            message.position(SIGNATURE_AND_FLAGS);
            int extension = message.getInt();
            message.position(message.position() + extension);
            begun = true;
        }
        while (message.hasRemaining() && message.getShort() != END) {
            String reference = new String(field(message), StandardCharsets.UTF_8);
            String storedUnder = epoch(field(message));
            message.getInt();
            into.add(reference, storedUnder, message);
            rows++;
        }
    }

    private String epoch(byte[] bytes) {
        if (!Arrays.equals(bytes, lastEpoch)) {
            lastEpoch = bytes;
            epoch = new String(bytes, StandardCharsets.UTF_8);
        }
        return epoch;
    }

    private static byte[] field(ByteBuffer message) {
        byte[] field = new byte[message.getInt()];
        message.get(field);
        return field;
    }
}
