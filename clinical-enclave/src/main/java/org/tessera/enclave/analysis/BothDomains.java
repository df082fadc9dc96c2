package org.tessera.enclave.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;

/** Where the commons' catalogue and the clinical record disagree about a person; unknown on either side is no disagreement. */
final class BothDomains {
    private static final Map<Long, String> SEX = Map.of(8507L, "male", 8532L, "female");
    private static final Map<Long, String> RACE = Map.of(
            8527L, "white",
            8516L, "black or african american",
            8515L, "asian",
            8657L, "american indian or alaska native",
            8557L, "native hawaiian or other pacific islander");

    private BothDomains() {}

    /**
     * Attributes of which the two sides say different things.
     *
     * @param indexDay of the case, which is of the age that the catalogue tells on it; ages are not compared where it is unknown
     */
    static List<String> disagreements(
            CatalogueCase of, List<ClinicalRecord.Demographics> records, Optional<LocalDate> indexDay) {
        List<String> attributes = new ArrayList<>();
        if (records.stream().anyMatch(each -> differ(of.sex(), SEX.get(each.gender()), SEX))) {
            attributes.add("sex");
        }
        if (records.stream().anyMatch(each -> differ(of.race(), RACE.get(each.race()), RACE))) {
            attributes.add("race");
        }
        if (indexDay.isPresent()
                && records.stream()
                        .filter(each -> each.yearOfBirth() > 0)
                        .anyMatch(each -> ageDiffers(of, indexDay.get().getYear() - each.yearOfBirth()))) {
            attributes.add("age");
        }
        return attributes;
    }

    /** Whether the record has her dead on a day before the commons' study, which is then no outcome of hers. */
    static boolean diedBefore(LocalDate studyDay, List<LocalDate> deaths) {
        return deaths.stream().anyMatch(day -> day.isBefore(studyDay));
    }

    /** By more than the year that days and birthdays leave open. */
    private static boolean ageDiffers(CatalogueCase of, int years) {
        if (of.olderThan89()) {
            return years < 89;
        }
        Integer said = of.ageAtIndex();
        return said != null && Math.abs(years - said) > 1;
    }

    private static boolean differ(@Nullable String commons, @Nullable String enclave, Map<Long, String> known) {
        if (commons == null || enclave == null) {
            return false;
        }
        String said = commons.strip().toLowerCase(Locale.ROOT);
        return known.containsValue(said) && !said.equals(enclave);
    }
}
