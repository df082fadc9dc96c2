package org.tessera.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One rendered object.
 *
 * @param node all of it
 */
record KubernetesObject(JsonNode node) {
    String kind() {
        return node.path("kind").asText();
    }

    String apiVersion() {
        return node.path("apiVersion").asText();
    }

    String name() {
        return node.at("/metadata/name").asText();
    }

    String namespace() {
        return node.at("/metadata/namespace").asText();
    }

    JsonNode spec() {
        return node.path("spec");
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    /** The template of its pods, if it is a workload. */
    Optional<JsonNode> podTemplate() {
        return List.of("Deployment", "StatefulSet", "Job").contains(kind())
                ? Optional.of(spec().path("template"))
                : Optional.empty();
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new HashMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public String toString() {
        return kind() + " " + namespace() + "/" + name();
    }
}
