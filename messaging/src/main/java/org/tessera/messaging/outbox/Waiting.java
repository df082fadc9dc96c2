package org.tessera.messaging.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tessera.contracts.ContractJson;

/** A row of the outbox that Kafka does not have yet. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Waiting(long id, String channel, String key, Map<String, String> headers, byte[] payload) {
    private static final long BATCH_BYTES = 8L * 1024 * 1024;

    private static final String NEXT = """
            SELECT id, channel, message_key, headers::text AS headers, payload FROM outbox
            WHERE id IN (
                SELECT id FROM (
                    SELECT id, sum(octet_length(payload)) OVER (ORDER BY id) - octet_length(payload) AS before
                    FROM (SELECT id, payload FROM outbox WHERE published_at IS NULL AND channel <> ALL (?)
                          ORDER BY id LIMIT 500) AS first) AS sized
                WHERE before < ?)
            ORDER BY id
            """;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** The next ones in order but of these channels, about 8 MiB at most and always one if there is one. */
    static List<Waiting> next(Connection connection, Set<String> except) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setArray(1, connection.createArrayOf("text", except.toArray()));
            statement.setLong(2, BATCH_BYTES);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(
                            row.getLong("id"),
                            row.getString("channel"),
                            row.getString("message_key"),
                            texts(row.getString("headers")),
                            row.getBytes("payload")));
                }
            }
            return waiting;
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return ContractJson.mapper().readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds headers that are not JSON", e);
        }
    }

    ProducerRecord<String, byte[]> kafkaRecord() {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(channel, key, payload);
        headers.forEach((name, value) -> out.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return out;
    }
}
