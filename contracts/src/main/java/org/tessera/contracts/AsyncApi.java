package org.tessera.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI 3.0 document of every channel, made from channels.yaml and the schemas. */
public final class AsyncApi {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private AsyncApi() {}

    /** The document as YAML. */
    public static String yaml() {
        try {
            return YAML.writeValueAsString(document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the document is not writable", e);
        }
    }

    /** The document. */
    public static JsonNode document() {
        ObjectNode document = ContractJson.mapper().createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tessera")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "What may cross a border between the domains, made from channels.yaml. CloudEvents 1.0 in"
                                + " binary mode; every message carries its writer's detached JWS.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Channel channel : Channels.load().all()) {
            describe(channel, channels.putObject(channel.name()));
            channel.writers().forEach(writer -> operate(channel, writer, "send", operations));
            channel.readers().forEach(reader -> operate(channel, reader, "receive", operations));
        }
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (MessageType type : MessageType.values()) {
            describe(type, messages.putObject(MessageTypes.shortName(type)));
        }
        return document;
    }

    private static void describe(Channel channel, ObjectNode node) {
        node.put("address", channel.name());
        node.put("description", channel.says());
        ObjectNode messages = node.putObject("messages");
        for (MessageType type : channel.messages()) {
            String name = MessageTypes.shortName(type);
            messages.putObject(name).put("$ref", "#/components/messages/" + name);
        }
        ObjectNode kafka = node.putObject("bindings").putObject("kafka");
        kafka.put("topic", channel.name());
        kafka.putObject("topicConfiguration")
                .put("retention.ms", channel.retention().toMillis());
        kafka.put("bindingVersion", "0.5.0");
        node.put("x-key", channel.key());
        if (channel.sealedTo() != null) {
            node.put("x-sealed-to", channel.sealedTo());
        }
        ObjectNode identifiers = node.putObject("x-identifiers");
        channel.identifiers().open().forEach(identifiers.putArray("open")::add);
        channel.identifiers().sealed().forEach(identifiers.putArray("sealed")::add);
    }

    private static void operate(Channel channel, String client, String action, ObjectNode operations) {
        String name = client.replace("*", "any") + "." + action + "." + channel.name();
        ObjectNode operation = operations.putObject(name).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel.name());
        operation.put("title", client + (action.equals("send") ? " writes " : " reads ") + channel.name());
    }

    private static void describe(MessageType type, ObjectNode node) {
        JsonNode schema = Schemas.document(type);
        node.put("name", type.typeName());
        node.put("title", schema.path("title").asText());
        node.put("summary", schema.path("description").asText());
        node.put("contentType", "application/json");
        node.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=2020-12")
                .set("schema", schema);
    }
}
