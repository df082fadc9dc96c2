package org.tessera.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks contents against the JSON Schemas (2020-12) of the contracts, as writer and as reader. What it says of a
 * violation is made of the schema's words alone: no value of the content comes back.
 */
public final class Schemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<MessageType, Schema> MESSAGES = messages();
    private static final Map<String, Schema> CONTENTS = new ConcurrentHashMap<>();

    private Schemas() {}

    /** The places of the schema that the content breaks, "/properties/digest/pattern"; empty when it fits. */
    public static List<String> check(MessageType type, JsonNode content) {
        return violations(Objects.requireNonNull(MESSAGES.get(type)), content);
    }

    /**
     * The same for a line of a large content.
     *
     * @param name "matched-pair", "catalogue-case", "upload-row" or "token-record"
     */
    public static List<String> checkContent(String name, JsonNode content) {
        Schema schema = CONTENTS.computeIfAbsent(
                name, known -> REGISTRY.getSchema(document("schemas/content/" + known + ".json")));
        return violations(schema, content);
    }

    /** The schema of a message. */
    public static JsonNode document(MessageType type) {
        return document(type.schema());
    }

    private static List<String> violations(Schema schema, JsonNode content) {
        return schema.validate(content).stream()
                .map(error -> error.getEvaluationPath().toString())
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<MessageType, Schema> messages() {
        Map<MessageType, Schema> schemas = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            schemas.put(type, REGISTRY.getSchema(document(type.schema())));
        }
        return schemas;
    }

    static JsonNode document(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            return ContractJson.tree(Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
