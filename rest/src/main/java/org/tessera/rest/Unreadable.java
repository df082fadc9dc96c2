package org.tessera.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.CharConversionException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says where JSON cannot be read, and never what stands there: a value may be an identifier. A name of a field is input too,
 * and is told when it looks like one only.
 */
final class Unreadable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
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

    private static String sentence(JsonProcessingException thrown) {
        if (!(thrown instanceof JsonMappingException mapping)) {
            return "The request is not JSON" + at(thrown.getLocation()) + ".";
        }
        if (mapping.getCause() instanceof StreamReadException broken) {
            return "The request is not JSON" + at(broken.getLocation()) + ".";
        }
        String path = path(mapping.getPath());
        String place = path.isEmpty() ? "The request" : "The field " + path;
        if (mapping instanceof UnrecognizedPropertyException) {
            return place + " is not known here" + at(mapping.getLocation()) + ".";
        }
        return place + " is not of the form that it must have" + at(mapping.getLocation()) + ".";
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** "cohorts[0].attributes.sex"; what does not look like a name is "?". */
    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            String name = reference.getFieldName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(NAME.matcher(name).matches() ? name : "?");
            }
        }
        return path.toString();
    }
}
