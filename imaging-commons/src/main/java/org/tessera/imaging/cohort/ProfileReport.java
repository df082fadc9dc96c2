package org.tessera.imaging.cohort;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport.Distance;

/**
 * How far a cohort is from a reference population.
 *
 * @param profileId the profile
 * @param stage stage of the journey, "whole-commons" or "saved-cohort"
 * @param label a title for people
 * @param reference name of the reference population
 * @param alignment name and version of the category alignment
 * @param distances one per attribute and treatment of missing, each with what it was computed from
 * @param receivedAt when the report came
 */
@Schema(description = "How far a cohort is from a reference population (Jensen-Shannon distance, base 2).")
public record ProfileReport(
        ProfileId profileId,
        String stage,
        String label,
        String reference,
        String alignment,
        List<Distance> distances,
        Instant receivedAt) {
    /** Where it stands in a list. */
    public String cursor() {
        return profileId + "|" + reference + "|" + alignment;
    }
}
