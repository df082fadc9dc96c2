package org.tessera.broker.tokens.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.messaging.Unacceptable;

/**
 * Which partner named a public case first: it is that one's for good. Another's tokens for it would be linked as the case's,
 * and tell whose case it is. Clinical references are keyed hashes that only their partner can make.
 */
final class NamedCases {
    private NamedCases() {}

    /**
     * Notes whose the cases in {@code arriving} are, those who have opted out too: nobody else may link them afterwards. Throws
     * {@link Unacceptable} when another partner named one of them first; one that does so at the same time is waited for.
     */
    static void claim(Connection connection, TokenBatch batch) throws SQLException {
        if (batch.domain() != Domain.IMAGING) {
            return;
        }
        try (PreparedStatement note = connection.prepareStatement("""
                        INSERT INTO named_case SELECT DISTINCT reference, ? FROM arriving ORDER BY reference
                            ON CONFLICT DO NOTHING
                        """);
                PreparedStatement others = connection.prepareStatement("""
                        SELECT 1 FROM arriving JOIN named_case USING (reference) WHERE partner <> ? LIMIT 1
                        """)) {
            note.setString(1, batch.partner());
            note.executeUpdate();
            others.setString(1, batch.partner());
            try (ResultSet other = others.executeQuery()) {
                if (other.next()) {
                    throw new Unacceptable("reference-of-another-partner");
                }
            }
        }
    }
}
