package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One report on how a model performs in the subgroups of a cohort. */
public record SubgroupReportId(@JsonValue UUID value) {
    @JsonCreator
    public SubgroupReportId {}

    /** A fresh one, random. */
    public static SubgroupReportId random() {
        return new SubgroupReportId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
