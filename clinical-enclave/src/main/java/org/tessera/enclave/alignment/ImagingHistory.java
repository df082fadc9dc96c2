package org.tessera.enclave.alignment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.CatalogueCase;
import org.tessera.enclave.catalogue.StudyFacts;

/**
 * A person on the imaging side: the studies of all her cases.
 *
 * @param studies in the order of cases and studies
 * @param disagreements studies whose own list of intervals contradicts the tests of their case; a case without tests
 *     contradicts nothing
 */
public record ImagingHistory(List<ImagingStudy> studies, int disagreements) {
    /** Copies. */
    public ImagingHistory {
        studies = List.copyOf(studies);
    }

    /** What the catalogue says about these cases of one person. */
    public static ImagingHistory of(List<CatalogueCase> cases) {
        List<ImagingStudy> studies = new ArrayList<>();
        int disagreements = 0;
        for (CatalogueCase each : cases) {
            boolean isTested = !each.measurements().isEmpty();
            Set<Integer> positive = positiveTestDays(each);
            for (CatalogueCase.Study study : each.imagingStudies()) {
                ImagingStudy read = study(each, study);
                studies.add(read);
                disagreements += isTested && disagrees(read, positive) ? 1 : 0;
            }
        }
        return new ImagingHistory(studies, disagreements);
    }

    private static Set<Integer> positiveTestDays(CatalogueCase of) {
        Set<Integer> days = new HashSet<>();
        for (CatalogueCase.CovidTest test : of.measurements()) {
            String result = test.testResultText();
            if (result != null && result.strip().equalsIgnoreCase("positive")) {
                days.add(test.testDaysFromIndex());
            }
        }
        return days;
    }

    private static boolean disagrees(ImagingStudy study, Set<Integer> positiveTestDays) {
        if (study.day().isEmpty()) {
            return false;
        }
        Set<Integer> expected = new HashSet<>();
        positiveTestDays.forEach(test -> expected.add(study.day().get() - test));
        return !expected.equals(study.intervals());
    }

    private static ImagingStudy study(CatalogueCase of, CatalogueCase.Study study) {
        Set<Integer> intervals = new HashSet<>();
        study.daysFromStudyToPosCovidTest().forEach(days -> intervals.add(-days));
        List<ImagingStudy.Image> images = new ArrayList<>();
        for (CatalogueCase.Series series : study.series()) {
            images.add(new ImagingStudy.Image(
                    Optional.ofNullable(series.objectId()),
                    StudyFacts.modalities(study, series),
                    StudyFacts.views(study, series),
                    manufacturer(series)));
        }
        if (images.isEmpty()) {
            images.add(new ImagingStudy.Image(
                    Optional.empty(), StudyFacts.modalities(study), StudyFacts.views(study), ""));
        }
        return new ImagingStudy(
                of.submitterId(),
                study.studyUid(),
                StudyFacts.modalities(study),
                Optional.ofNullable(study.daysToStudy()),
                intervals,
                images);
    }

    private static String manufacturer(CatalogueCase.Series series) {
        String text = series.manufacturer();
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
