package org.tessera.enclave.alignment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.CommonsSubjectId;

/**
 * An imaging study as the commons' catalogue shows it.
 *
 * @param subject the case it belongs to
 * @param studyUid public id
 * @param modalities upper case; several where the study or its series have several, empty when unknown
 * @param day days from the case's index date, where given
 * @param intervals study day minus day of a positive test, by the study's own list (whose sign is the opposite)
 * @param images images with their view
 */
public record ImagingStudy(
        CommonsSubjectId subject,
        String studyUid,
        Set<String> modalities,
        Optional<Integer> day,
        Set<Integer> intervals,
        List<Image> images) {
    /** Copies. */
    public ImagingStudy {
        modalities = Set.copyOf(modalities);
        intervals = Set.copyOf(intervals);
        images = List.copyOf(images);
    }

    /**
     * An image.
     *
     * @param objectId DRS id of its file, where there is one
     * @param modalities those of its series, upper case, or, where it has none, of the study; empty when unknown
     * @param views view positions, upper case; empty when unknown
     * @param manufacturer of the device, upper case; "" when unknown
     */
    public record Image(Optional<String> objectId, Set<String> modalities, Set<String> views, String manufacturer) {
        /** Copies. */
        public Image {
            modalities = Set.copyOf(modalities);
            views = Set.copyOf(views);
        }
    }
}
