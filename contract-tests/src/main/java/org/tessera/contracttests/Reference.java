package org.tessera.contracttests;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.testkit.OpenApi30;

/** The OpenAPI document of the house's own service, as it was when these tests were built. */
final class Reference {
    private final String document;
    private final List<Operation> operations;

    private Reference(String document, List<Operation> operations) {
        this.document = document;
        this.operations = operations;
    }

    /**
     * An operation.
     *
     * @param method HTTP method
     * @param path with parameters in braces
     * @param roles who may call it; empty when everybody may
     * @param headers names of headers it takes
     * @param queries names of query parameters it takes
     * @param hasRequired whether it has a query parameter that must be there
     * @param takes media type of its body; empty when it takes none
     * @param statuses of the answers that it describes
     */
    record Operation(
            String method,
            String path,
            Set<String> roles,
            Set<String> headers,
            Set<String> queries,
            boolean hasRequired,
            Optional<String> takes,
            Set<String> statuses) {
        /** The path of what has that identifier. */
        String pathOf(String id) {
            return path.replaceAll("\\{[^}]*}", id);
        }

        /** Whether it names something. */
        boolean namesSomething() {
            return path.contains("{");
        }

        /** Whether a call with nothing in it already does something: a POST that needs no body, no key and no name. */
        boolean actsByItself() {
            return method.equals("POST")
                    && takes.isEmpty()
                    && !namesSomething()
                    && !headers.contains("Idempotency-Key");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Of that service. */
    static Reference of(String service) {
        String name = "/" + service + "/target/openapi/openapi.json";
        try (InputStream in = Reference.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no document of " + service + " in this build.");
            }
            return parse(OpenApi30.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an OpenAPI document. */
    static Reference parse(String document) {
        OpenAPI api = new OpenAPIV3Parser()
                .readContents(document, null, new ParseOptions())
                .getOpenAPI();
        List<Operation> operations = new ArrayList<>();
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operations.add(operation(method, path, operation))));
        return new Reference(document, List.copyOf(operations));
    }

    private static Operation operation(
            PathItem.HttpMethod method, String path, io.swagger.v3.oas.models.Operation operation) {
        Set<String> roles = new TreeSet<>();
        Optional.ofNullable(operation.getSecurity())
                .orElse(List.of())
                .forEach(requirement -> requirement.values().forEach(roles::addAll));
        Set<String> headers = new TreeSet<>();
        Set<String> queries = new TreeSet<>();
        boolean hasRequired = false;
        for (var parameter : Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            boolean isQuery = "query".equals(parameter.getIn());
            if (isQuery) {
                queries.add(parameter.getName());
            } else if ("header".equals(parameter.getIn())) {
                headers.add(parameter.getName());
            }
            hasRequired |= isQuery && Boolean.TRUE.equals(parameter.getRequired());
        }
        Optional<String> takes = Optional.ofNullable(operation.getRequestBody())
                .flatMap(body -> body.getContent().keySet().stream().findFirst());
        Set<String> statuses = Set.copyOf(operation.getResponses().keySet());
        return new Operation(method.name(), path, roles, headers, queries, hasRequired, takes, statuses);
    }

    /** The document itself, as OpenAPI 3.0. */
    String document() {
        return document;
    }

    /** All operations. */
    List<Operation> operations() {
        return operations;
    }
}
