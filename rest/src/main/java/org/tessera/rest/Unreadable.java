package org.tessera.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.CharConversionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says where JSON cannot be read, and never what stands there: a value may be an identifier, and so may a name that is not one
 * of ours. What a caller calls a field that we do not know, or an entry of a map, is told by its place alone.
 */
public final class Unreadable {
    private static final int DEEPEST = 8;

    private Unreadable() {}

    /** The problem that Jackson's exception stands for, wherever it is among the causes; empty when there is none. */
    static Optional<HttpProblem> of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof JsonProcessingException json) {
                return Optional.of(problem(sentence(json)));
            }
            if (cause instanceof CharConversionException) {
                return Optional.of(problem("The request is not JSON in UTF-8."));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static HttpProblem problem(String sentence) {
        return Problems.of(Status.BAD_REQUEST, "bad-request", sentence);
    }

    /** Where it cannot be read and, of a field that has one of our words, which these are: a sentence for people. */
    public static String sentence(JsonProcessingException thrown) {
        if (!(thrown instanceof JsonMappingException mapping)) {
            return "The request is not JSON" + at(thrown.getLocation()) + ".";
        }
        // A number that is too large for its field is read as JSON, and then refused in words of broken JSON.
        if (mapping.getCause() instanceof StreamReadException broken && !(broken instanceof InputCoercionException)) {
            return "The request is not JSON" + at(broken.getLocation()) + ".";
        }
        if (mapping instanceof UnrecognizedPropertyException) {
            return "A field is not known here" + at(mapping.getLocation()) + ".";
        }
        String path = path(mapping.getPath());
        String place = path.isEmpty() ? "The request" : "The field " + path;
        return place + " is not " + must(mapping) + at(mapping.getLocation()) + ".";
    }

    private static String must(JsonMappingException thrown) {
        return thrown instanceof InvalidFormatException format
                        && format.getTargetType().isEnum()
                ? "one of " + words(format.getTargetType())
                : "of the form that it must have";
    }

    private static String words(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(word -> ((Enum<?>) word).name())
                .collect(Collectors.joining(", "));
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** "cohorts[0].attributes.?": a name stands there where it is one of ours. */
    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            String name = reference.getFieldName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFrom() instanceof Map ? "?" : name);
            }
        }
        return path.toString();
    }
}
