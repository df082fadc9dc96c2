package org.tessera.contracttests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedHeaders;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedRequestBody;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.schema.ChangedRequired;

/** Says in which places an operation breaks its promise: "answer 200 (application/json)/items/0/name may be absent". */
final class Differences {
    private final List<String> told = new ArrayList<>();

    private Differences() {}

    /** All places below one, which are a path into answers, bodies and parameters. */
    static List<String> of(String place, Changed changed) {
        Differences differences = new Differences();
        differences.tell(place, changed);
        return List.copyOf(differences.told);
    }

    private void tell(String place, @Nullable Changed changed) {
        if (changed == null || !changed.isIncompatible()) {
            return;
        }
        int before = told.size();
        switch (changed) {
            case ChangedParameters parameters -> {
                parameters.getMissing().forEach(one -> tell(place, "parameter " + one.getName(), "is missing"));
                parameters.getIncreased().stream()
                        .filter(one -> Boolean.TRUE.equals(one.getRequired()))
                        .forEach(one -> tell(place, "parameter " + one.getName(), "is required"));
                parameters.getChanged().forEach(one -> tell(place + "parameter " + one.getName(), one));
            }
            case ChangedApiResponse answers -> inside(place + "answer ", answers.getMissing(), answers.getChanged());
            case ChangedHeaders headers -> inside(place + ", header ", headers.getMissing(), headers.getChanged());
            case ChangedRequestBody body -> tell(place + "body", body.getContent());
            case ChangedContent content -> {
                content.getMissing().keySet().forEach(type -> tell(place, " (" + type + ")", "is missing"));
                content.getChanged().forEach((type, one) -> tell(place + " (" + type + ")", one));
            }
            case ChangedSchema schema -> schema(place, schema);
            case ChangedRequired required -> {
                required.getMissing().forEach(name -> tell(place + "/", name, "may be absent"));
                required.getIncreased().forEach(name -> tell(place + "/", name, "must be there"));
            }
            case ComposedChanged composed -> composed.getChangedElements().forEach(part -> tell(place, part));
            default -> {}
        }
        if (told.size() == before) {
            tell(place, "", "differs (" + words(changed) + ")");
        }
    }

    /** "numeric range" of a ChangedNumericRange. */
    private static String words(Changed changed) {
        return changed.getClass()
                .getSimpleName()
                .replaceFirst("^Changed", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private void tell(String place, String name, String what) {
        told.add((place + name + " " + what).strip());
    }

    private void inside(String place, Map<String, ?> missing, Map<String, ? extends Changed> changed) {
        missing.keySet().forEach(name -> tell(place, name, "is missing"));
        changed.forEach((name, one) -> tell(place + name, one));
    }

    private void schema(String place, ChangedSchema schema) {
        if (schema.isChangedType()) {
            tell(place, "", "is of another type");
            return;
        }
        inside(place + "/", schema.getMissingProperties(), schema.getChangedProperties());
        tell(place + "/0", schema.getItems());
        tell(place + "/*", schema.getAddProp());
        schema.getChangedElements().stream()
                .filter(part -> !(part instanceof ChangedSchema))
                .forEach(part -> tell(place, part));
    }
}
