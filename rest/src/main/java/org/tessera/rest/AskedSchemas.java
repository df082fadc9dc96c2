package org.tessera.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Finds the schemas of a document that a caller sends: there a default may stand for what is left out. */
final class AskedSchemas {
    private final Map<String, Schema> schemas;
    private final Set<String> found = new HashSet<>();

    AskedSchemas(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** Names of all that are reached from the body of an operation. */
    Set<String> of(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .flatMap(operation -> Stream.ofNullable(operation.getRequestBody()))
                .flatMap(body -> Stream.ofNullable(body.getContent()))
                .flatMap(content -> content.getMediaTypes().values().stream())
                .map(type -> type.getSchema())
                .forEach(this::reach);
        return Set.copyOf(found);
    }

    private void reach(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
            if (found.add(name)) {
                reach(schemas.get(name));
            }
        }
        reach(schema.getItems());
        reach(schema.getAdditionalPropertiesSchema());
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).values().forEach(this::reach);
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(this::reach);
    }
}
