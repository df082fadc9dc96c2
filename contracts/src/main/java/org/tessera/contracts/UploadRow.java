package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One row of the uploaded table of schema "imaging-index/1": CSV with these four columns, in this order, UTF-8, comma, header.
 *
 * @param submitterId the case
 * @param studyUid the study
 * @param objectId DRS id of the image
 * @param imagingIndex 0..1
 */
public record UploadRow(
        @JsonProperty("submitter_id") CommonsSubjectId submitterId,
        @JsonProperty("study_uid") String studyUid,
        @JsonProperty("object_id") String objectId,
        @JsonProperty("imaging_index") double imagingIndex) {}
