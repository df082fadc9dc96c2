package org.tessera.imaging.cohort.adapter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.catalog.CaseFilter;

/**
 * A cohort to save.
 *
 * @param name the researcher's name for it
 * @param filter what it selects
 * @param catalogueVersion of which version; the newest when absent
 */
@Schema(description = "A cohort to save; over the newest catalogue version unless one is named.")
public record NewCohort(
        @NotBlank @Size(max = 200) String name,
        @NotNull @Valid CaseFilter filter,
        @Nullable @Size(max = 100) String catalogueVersion) {}
