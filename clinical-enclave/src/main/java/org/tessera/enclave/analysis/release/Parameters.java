package org.tessera.enclave.analysis.release;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.rest.Problems;

/** Parameters of a resource: known names with known values, or the problem "parameter-invalid" (422). */
final class Parameters {
    private final Map<String, String> given;

    Parameters(Map<String, String> given, Set<String> known) {
        this.given = given;
        if (!known.containsAll(given.keySet())) {
            throw Problems.unprocessable(
                    "parameter-invalid",
                    "Known parameters are " + known.stream().sorted().toList() + ".");
        }
    }

    /** The value, or the first of the choices. */
    String choice(String name, List<String> choices) {
        String value = given.getOrDefault(name, choices.getFirst());
        if (!choices.contains(value)) {
            throw Problems.unprocessable("parameter-invalid", name + " must be one of " + choices + ".");
        }
        return value;
    }

    /** The stage that a parameter names. */
    Stage stage(String name, Stage otherwise) {
        List<String> texts = List.of(otherwise.text(), "linked", "interval-aligned", "final-cohort");
        String value = choice(name, texts);
        for (Stage stage : Stage.values()) {
            if (stage.text().equals(value)) {
                return stage;
            }
        }
        return otherwise;
    }
}
