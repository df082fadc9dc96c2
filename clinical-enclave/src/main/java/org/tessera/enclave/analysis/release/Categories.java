package org.tessera.enclave.analysis.release;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Demographics;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.ImagingStudy;
import org.tessera.enclave.alignment.IntervalMatching;

/** The categories of a person by her cases in the catalogue: MIDRC's enumerations, and S1's age groups. */
final class Categories {
    static final String NOT_REPORTED = Demographics.NOT_REPORTED;

    /** Of a person whose images come from devices of several manufacturers, so that the groups stay disjoint. */
    static final String SEVERAL = "Several";

    static final String MANUFACTURER = "manufacturer";
    static final List<String> ATTRIBUTES = Demographics.ATTRIBUTES;

    private Categories() {}

    /** Attribute to category of a person, whose age is that of her study where the case of that study says it. */
    static Map<String, String> of(AlignedPerson person, Function<CommonsSubjectId, Optional<CatalogueCase>> cases) {
        Set<CommonsSubjectId> studied =
                person.match().eligible().stream().map(ImagingStudy::subject).collect(Collectors.toSet());
        return of(person.subjects().stream()
                .sorted(Comparator.comparing(subject -> !studied.contains(subject)))
                .flatMap(subject -> cases.apply(subject).stream())
                .toList());
    }

    /** Attribute to category; of several cases the first that says something; what no enumeration has is not reported. */
    static Map<String, String> of(List<CatalogueCase> cases) {
        Map<String, String> categories = new LinkedHashMap<>();
        categories.put("sex", NOT_REPORTED);
        categories.put("race", NOT_REPORTED);
        categories.put("ethnicity", NOT_REPORTED);
        categories.put("age_at_index", NOT_REPORTED);
        for (CatalogueCase each : cases) {
            say(categories, "sex", each.sex());
            say(categories, "race", each.race());
            say(categories, "ethnicity", each.ethnicity());
            say(categories, "age_at_index", ageGroup(each));
        }
        return categories;
    }

    private static void say(Map<String, String> categories, String attribute, @Nullable String value) {
        if (value != null
                && NOT_REPORTED.equals(categories.get(attribute))
                && Demographics.categories(attribute).contains(value.strip())) {
            categories.put(attribute, value.strip());
        }
    }

    /** The manufacturer of the devices of her images in view: one, {@link #SEVERAL} or not reported. */
    static String manufacturer(AlignedPerson person, IntervalMatching matching) {
        Set<String> manufacturers = new TreeSet<>();
        for (ImagingStudy study : person.match().eligible()) {
            study.images().stream()
                    .filter(matching::inView)
                    .map(ImagingStudy.Image::manufacturer)
                    .forEach(manufacturers::add);
        }
        manufacturers.remove("");
        if (manufacturers.size() > 1) {
            return SEVERAL;
        }
        return manufacturers.isEmpty() ? NOT_REPORTED : manufacturers.iterator().next();
    }

    private static @Nullable String ageGroup(CatalogueCase of) {
        if (of.olderThan89()) {
            return ageGroup(90);
        }
        Integer years = of.ageAtIndex();
        return years == null ? null : ageGroup(years);
    }

    static String ageGroup(int years) {
        if (years < 18) {
            return "0-17";
        }
        if (years < 50) {
            return "18-49";
        }
        return years < 65 ? "50-64" : "65+";
    }
}
