package org.tessera.endtoend.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.tessera.endtoend.world.Places;

/** The data use request of the journey, with the protocol that the enclave ships. */
public final class Application {
    private Application() {}

    /** Its JSON, as {@code POST /data-use-requests} takes it; the training was two months ago. */
    public static Map<String, Object> of(Places places, InstantSource time) {
        String trained = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC)
                .minusMonths(2)
                .toString();
        return Map.of(
                "type",
                "NEW",
                "title",
                "Severe COVID-19 by chest radiograph and clinical record",
                "abstract",
                "Does an imaging index add to clinical indicators of severe COVID-19?",
                "rationale",
                "Repeats a published study on linked data.",
                "protocol",
                protocol(places),
                "dataLevel",
                "LIMITED",
                "linkage",
                Map.of("exact", true, "fuzzy", false),
                "collaborators",
                List.of(),
                "attestations",
                Map.of("institutionAgreement", true, "trainingCompletedOn", trained, "codeOfConduct", true),
                "duo",
                List.of("DUO:0000007"));
    }

    private static String protocol(Places places) {
        try {
            return Files.readString(
                    places.root().resolve("clinical-enclave/src/main/resources/protocols/covid-severity.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
