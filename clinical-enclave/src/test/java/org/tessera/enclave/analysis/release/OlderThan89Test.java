package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;

/** Whose years the commons does not tell, because they are more than 89, is one of the oldest and not unknown. */
final class OlderThan89Test {
    @ParameterizedTest
    @CsvSource({
        ", Yes, 65+",
        "89, Yes, 65+",
        "89, No, 65+",
        "64, No, 50-64",
        "64, , 50-64",
        ", No, Not Reported",
        ", , Not Reported"
    })
    void the_group_of_an_age(@Nullable Integer years, @Nullable String gt89, String group) {
        CatalogueCase of = new CatalogueCase(
                new CommonsSubjectId("case-1"), null, null, null, null, years, gt89, "Yes", List.of(), List.of());
        assertThat(Categories.of(List.of(of))).containsEntry("age_at_index", group);
    }
}
