package org.tessera.representativeness.comparison;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.distance.Base;

/**
 * One attribute of one cohort against one reference.
 *
 * @param cohort label of the cohort
 * @param stage stage of the journey, when it is one
 * @param asOf when the cohort was counted
 * @param attribute the attribute
 * @param reference what it was compared with
 * @param alignment name and version of the category alignment that both sides passed
 * @param base base of the logarithm
 * @param raw missing is a category of its own
 * @param adjusted missing is dropped on both sides; null when nobody is known
 * @param warnings what to bear in mind
 */
@Schema(description = "Distance of one attribute of one cohort from one reference, with all it was computed from")
public record Compared(
        String cohort,
        @Nullable String stage,
        @Nullable LocalDate asOf,
        String attribute,
        Against reference,
        String alignment,
        Base base,
        Treatment raw,
        @Nullable Treatment adjusted,
        List<Warning> warnings) {
    /** How many shares of categories it tells. */
    int parts() {
        return raw.categories().size()
                + (adjusted == null ? 0 : adjusted.categories().size());
    }

    /**
     * The other side.
     *
     * @param name of the reference population
     * @param version of it
     * @param date the snapshot that was used
     * @param definition what was counted
     * @param persons behind the snapshot, missing ones too; null when it is shares
     */
    @Schema(name = "ComparedWith", description = "The reference population of a comparison")
    public record Against(
            String name,
            String version,
            LocalDate date,
            String definition,
            @Nullable Double persons) {}

    /**
     * What to bear in mind.
     *
     * @param kind "cells-hidden", "within-chance", "few-expected" or "nobody-known"
     * @param says a sentence for people
     */
    @Schema(description = "What to bear in mind when reading a distance")
    public record Warning(String kind, String says) {}
}
