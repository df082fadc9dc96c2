package org.tessera.enclave.alignment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.enclave.protocol.Imaging;
import org.tessera.enclave.protocol.Window;

/** Reads a worked case of interval matching. */
final class IntervalCases {
    private IntervalCases() {}

    static Imaging rule() {
        return new Imaging(
                Set.of("CR", "DX"),
                "AP",
                new Window(0, 7),
                Imaging.CountImagingBy.STUDY_DAY,
                new ConceptSet("chest radiograph", Set.of(), Set.of(), Set.of()));
    }

    static IntervalMatch match(JsonNode worked) {
        var link = switch (worked.path("links").size()) {
            case 0 -> IntervalMatching.Link.NONE;
            case 1 -> IntervalMatching.Link.SURE;
            default -> IntervalMatching.Link.UNSURE;
        };
        return new IntervalMatching(rule())
                .match(studies(worked.path("midrc")), link, Optional.of(dates(worked.path("n3c"))));
    }

    private static List<ImagingStudy> studies(JsonNode midrc) {
        List<ImagingStudy> studies = new ArrayList<>();
        for (JsonNode study : midrc.path("studies")) {
            Set<Integer> intervals = new HashSet<>();
            for (JsonNode test : midrc.path("tests")) {
                if ("POSITIVE".equals(test.path("result").asText())) {
                    intervals.add(study.path("day").asInt() - test.path("day").asInt());
                }
            }
            Set<String> modality = Set.of(study.path("modality").asText());
            List<ImagingStudy.Image> images = new ArrayList<>();
            study.path("views")
                    .forEach(view ->
                            images.add(new ImagingStudy.Image(Optional.empty(), modality, Set.of(view.asText()), "")));
            studies.add(new ImagingStudy(
                    new CommonsSubjectId(midrc.path("patient").asText()),
                    study.path("uid").asText(),
                    modality,
                    Optional.of(study.path("day").asInt()),
                    intervals,
                    images));
        }
        return studies;
    }

    private static ClinicalDates dates(JsonNode n3c) {
        Set<LocalDate> tests = new HashSet<>();
        for (JsonNode test : n3c.path("tests")) {
            if ("POSITIVE".equals(test.path("result").asText())) {
                tests.add(LocalDate.parse(test.path("date").asText()));
            }
        }
        Set<LocalDate> procedures = new HashSet<>();
        n3c.path("cxrProcedures").forEach(date -> procedures.add(LocalDate.parse(date.asText())));
        return new ClinicalDates(tests, procedures);
    }
}
