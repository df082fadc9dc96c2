package org.tessera.enclave.upload;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CatalogueCase.Series;
import org.tessera.contracts.CatalogueCase.Study;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.catalogue.StudyFacts;
import org.tessera.enclave.protocol.Imaging;

/**
 * Which images a table may speak of: those of a released identifier list, and those that the protocol's imaging criteria
 * choose from the public catalogue. Both are known outside, so a refusal says nothing about who is linked.
 *
 * @param cases those of the project's catalogue version that the newest version still shows
 * @param released cases of the identifier lists released to the project
 * @param imaging the protocol's imaging criteria
 */
record AllowedImages(
        Function<CommonsSubjectId, Optional<CatalogueCase>> cases, Set<CommonsSubjectId> released, Imaging imaging) {
    /** Copies the set. */
    AllowedImages {
        released = Set.copyOf(released);
    }

    private record Image(CatalogueCase person, Study study, Series series) {}

    private Optional<Image> image(UploadRow row) {
        return cases.apply(row.submitterId())
                .flatMap(found -> found.imagingStudies().stream()
                        .filter(study -> study.studyUid().equals(row.studyUid()))
                        .flatMap(study -> study.series().stream()
                                .filter(series -> row.objectId().equals(series.objectId()))
                                .map(series -> new Image(found, study, series)))
                        .findFirst());
    }

    /** Whether case, study and image belong together in the catalogue. */
    boolean exists(UploadRow row) {
        return image(row).isPresent();
    }

    /** Whether the image was released to the project or is eligible under its protocol. */
    boolean allows(UploadRow row) {
        return released.contains(row.submitterId())
                || image(row).filter(this::isEligible).isPresent();
    }

    private boolean isEligible(Image image) {
        return imaging.isInModality(StudyFacts.modalities(image.study(), image.series()))
                && imaging.isInView(StudyFacts.views(image.study(), image.series()))
                && isInWindow(image.study());
    }

    /** The commons counts from study to test, positive when the test came later; the window counts from test to study. */
    private boolean isInWindow(Study study) {
        return study.daysFromStudyToPosCovidTest().stream()
                .anyMatch(days -> imaging.window().contains(-days));
    }
}
