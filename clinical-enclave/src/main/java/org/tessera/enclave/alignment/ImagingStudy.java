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
 * @param modality "DX"
 * @param day days from the case's index date, where given
 * @param intervals study day minus day of a positive test, by the study's own list (whose sign is the opposite)
 * @param images images with their view
 */
public record ImagingStudy(
        CommonsSubjectId subject,
        String studyUid,
        String modality,
        Optional<Integer> day,
        Set<Integer> intervals,
        List<Image> images) {
    /** Copies. */
    public ImagingStudy {
        intervals = Set.copyOf(intervals);
        images = List.copyOf(images);
    }

    /**
     * An image.
     *
     * @param objectId DRS id of its file, where there is one
     * @param view view position, upper case; "" when unknown
     * @param manufacturer of the device, upper case; "" when unknown
     */
    public record Image(Optional<String> objectId, String view, String manufacturer) {}
}
