package org.tessera.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes a document of OpenAPI 3.1 as one of 3.0. What compares documents and holds answers against them knows the types
 * of 3.0 only, and passes every answer of a type that it does not know.
 */
public final class OpenApi30 {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenApi30() {}

    /** The same document; as it was when it is not of 3.1. Throws {@link IllegalArgumentException} when it is no JSON. */
    public static String of(String document) {
        try {
            JsonNode tree = JSON.readTree(document);
            if (!(tree instanceof ObjectNode root)
                    || !root.path("openapi").asText().startsWith("3.1")) {
                return document;
            }
            root.put("openapi", "3.0.3");
            write(root);
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The OpenAPI document is no JSON.", e);
        }
    }

    private static void write(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.get("examples") instanceof ArrayNode) {
                schema.remove("examples");
            }
            if (schema.get("type") instanceof ArrayNode types) {
                writeTypes(schema, types);
            }
            for (String several : List.of("anyOf", "oneOf")) {
                if (schema.get(several) instanceof ArrayNode branches) {
                    writeBranches(schema, branches);
                }
            }
            writeBound(schema, "exclusiveMinimum", "minimum");
            writeBound(schema, "exclusiveMaximum", "maximum");
        }
        node.forEach(OpenApi30::write);
    }

    /** One type, or null as well; of several others none, since 3.0 cannot say it. */
    private static void writeTypes(ObjectNode schema, ArrayNode types) {
        schema.remove("type");
        int others = 0;
        for (JsonNode type : types) {
            if (type.asText().equals("null")) {
                schema.put("nullable", true);
            } else {
                schema.set("type", type);
                others++;
            }
        }
        if (others > 1) {
            schema.remove("type");
        }
    }

    /** The branch that is null becomes a word of 3.0 beside the others. */
    private static void writeBranches(ObjectNode schema, ArrayNode branches) {
        for (int at = branches.size() - 1; at >= 0; at--) {
            if (branches.get(at).path("type").asText().equals("null")) {
                branches.remove(at);
                schema.put("nullable", true);
            }
        }
    }

    private static void writeBound(ObjectNode schema, String exclusive, String bound) {
        if (schema.path(exclusive).isNumber()) {
            schema.set(bound, schema.get(exclusive));
            schema.put(exclusive, true);
        }
    }
}
