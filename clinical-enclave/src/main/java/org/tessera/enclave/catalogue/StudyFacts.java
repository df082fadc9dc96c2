package org.tessera.enclave.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;

/**
 * Modalities and views that the catalogue tells of a study, in upper case. A study or series may have several in one text,
 * "CR,DX", because the commons writes its lists so.
 */
public final class StudyFacts {
    private StudyFacts() {}

    /** Those of its series and those of the study itself, which leaves out a list that is too long; empty when unknown. */
    public static Set<String> modalities(CatalogueCase.Study study) {
        return Stream.concat(
                        Stream.of(each(study.studyModality())),
                        study.series().stream().map(series -> each(series.modality())))
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the series, or, where it has none, of the study row; empty when unknown. */
    public static Set<String> modalities(CatalogueCase.Study study, CatalogueCase.Series series) {
        Set<String> own = each(series.modality());
        return own.isEmpty() ? each(study.studyModality()) : own;
    }

    /** Those of the series, or, where it has none, of the study row; empty when unknown. */
    public static Set<String> views(CatalogueCase.Study study, CatalogueCase.Series series) {
        Set<String> own = each(series.viewPosition());
        return own.isEmpty() ? views(study) : own;
    }

    /** Those of the study row; empty when unknown. */
    public static Set<String> views(CatalogueCase.Study study) {
        return each(study.viewPosition());
    }

    private static Set<String> each(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1))
                        .map(part -> part.strip().toUpperCase(Locale.ROOT))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
