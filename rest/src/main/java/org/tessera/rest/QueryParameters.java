package org.tessera.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a method takes from the query: its parameters with {@link QueryParam}, the only way in which the house declares them. */
final class QueryParameters {
    private QueryParameters() {}

    static Stream<Parameter> of(ResourceInfo resource) {
        return Arrays.stream(resource.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class));
    }

    static String name(Parameter parameter) {
        return parameter.getAnnotation(QueryParam.class).value();
    }
}
