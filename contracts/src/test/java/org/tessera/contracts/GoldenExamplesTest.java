package org.tessera.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenExamplesTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/tessera/contracts/golden");
    private static final Map<String, Class<?>> CONTENTS = Map.of(
            "matched-pair", MatchedPair.class,
            "catalogue-case", CatalogueCase.class,
            "upload-row", UploadRow.class);

    static Stream<Path> messages() throws IOException {
        return files(FOLDER);
    }

    static Stream<Path> contents() throws IOException {
        return files(FOLDER.resolve("content"));
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    private static MessageType type(Path golden) {
        String[] words = golden.getFileName().toString().split("\\.");
        return MessageTypes.shortNamed(words[0] + "." + words[1]).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_golden_message_fits_its_schema_and_survives_its_record(Path golden) throws IOException {
        JsonNode json = ContractJson.tree(Files.readAllBytes(golden));
        assertThat(Schemas.check(type(golden), json)).isEmpty();
        Payload payload = ContractJson.read(json, type(golden).payload());
        assertThat(ContractJson.tree(ContractJson.bytes(payload))).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void an_unknown_property_is_refused_by_schema_and_record(Path golden) throws IOException {
        ObjectNode json = (ObjectNode) ContractJson.tree(Files.readAllBytes(golden));
        json.put("birthDate", "1950-01-01");
        assertThat(Schemas.check(type(golden), json))
                .contains("/additionalProperties")
                .allMatch(place -> !place.contains("birthDate"));
        assertThatThrownBy(() -> ContractJson.read(json, type(golden).payload()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void no_text_field_takes_a_name_a_birth_date_or_a_social_security_number(Path golden) throws IOException {
        for (String identifying : List.of("Ada King, 1815-12-10, 078-05-1120", "O\u2019Connor  Mary\t1950-01-01")) {
            ObjectNode json = (ObjectNode) ContractJson.tree(Files.readAllBytes(golden));
            for (String field : textFields(json)) {
                ObjectNode changed = json.deepCopy();
                changed.set(field, TextNode.valueOf(identifying));
                assertThat(Schemas.check(type(golden), changed)).as(field).isNotEmpty();
            }
        }
    }

    private static List<String> textFields(ObjectNode json) {
        return json.properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .map(Map.Entry::getKey)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void a_golden_line_fits_its_schema_and_survives_its_record(Path golden) throws IOException {
        String name = golden.getFileName().toString().split("\\.")[0];
        JsonNode json = ContractJson.tree(Files.readAllBytes(golden));
        assertThat(Schemas.checkContent(name, json)).isEmpty();
        Object line = ContractJson.read(json, Objects.requireNonNull(CONTENTS.get(name)));
        assertThat(ContractJson.tree(ContractJson.bytes(line))).isEqualTo(json);
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void every_message_has_a_golden_example(MessageType type) {
        assertThat(FOLDER.resolve(MessageTypes.shortName(type) + ".json")).exists();
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void every_field_of_a_schema_has_a_sentence_and_every_object_is_closed(MessageType type) {
        describes(Schemas.document(type), MessageTypes.shortName(type));
    }

    @Test
    void the_schemas_of_the_lines_are_as_complete() {
        for (String name : List.of("matched-pair", "catalogue-case", "upload-row", "token-record")) {
            describes(Schemas.document("schemas/content/" + name + ".json"), name);
        }
    }

    private static void describes(JsonNode schema, String where) {
        assertThat(schema.path("description").asText()).as(where).isNotBlank().endsWith(".");
        JsonNode kind = schema.path("type");
        if (kind.asText().equals("object")) {
            assertThat(schema.has("additionalProperties")).as(where).isTrue();
            assertThat(schema.get("additionalProperties").asBoolean(false))
                    .as(where)
                    .isFalse();
        }
        if (kind.asText().equals("string")) {
            assertThat(schema.has("pattern") || schema.has("enum")).as(where).isTrue();
        }
        schema.path("properties")
                .properties()
                .forEach(entry -> describes(entry.getValue(), where + "." + entry.getKey()));
        if (schema.has("items")) {
            describes(schema.get("items"), where + "[]");
        }
    }
}
