package org.tessera.contracttests;

import java.util.List;
import java.util.stream.Stream;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.tessera.testkit.OpenApi30;

/** Compares a service's own OpenAPI document with the contract's. */
final class Promises {
    private Promises() {}

    /** What the contract promises and the other document does not: operations that are missing, or break a caller who keeps to the contract. */
    static List<String> broken(String contract, String theirs) {
        ChangedOpenApi changes = OpenApiCompare.fromContents(OpenApi30.of(contract), OpenApi30.of(theirs));
        return Stream.concat(
                        changes.getMissingEndpoints().stream()
                                .map(missing -> missing.getMethod() + " " + missing.getPathUrl() + " is missing"),
                        changes.getChangedOperations().stream()
                                .flatMap(operation -> Differences.of("", operation).stream()
                                        .map(what -> operation.getHttpMethod() + " " + operation.getPathUrl() + ": "
                                                + what)))
                .toList();
    }
}
