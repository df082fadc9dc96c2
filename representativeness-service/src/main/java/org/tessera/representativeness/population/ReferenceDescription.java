package org.tessera.representativeness.population;

import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.ReferencePopulation.Counting;

/**
 * What the importer is told about a table: its provenance, and how its numbers are to be read.
 *
 * @param name stable name, lower case; a name that is there already becomes a new version
 * @param title a sentence for people
 * @param source where the numbers come from
 * @param asOf date or period they hold for
 * @param date the day a table that says none holds for
 * @param definition what was counted; it belongs to the name and cannot change between versions
 * @param counting how the numbers are to be read
 * @param addUpDates whether the dates are to be added up to one count
 * @param alignment name of the alignment that has to know every category
 * @param attribute what a CSV table without a column {@code attribute} holds, or null
 * @param dropped categories of the version before that are left out on purpose
 */
public record ReferenceDescription(
        String name,
        String title,
        String source,
        String asOf,
        LocalDate date,
        String definition,
        Counting counting,
        boolean addUpDates,
        String alignment,
        @Nullable String attribute,
        Set<String> dropped) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,47}");
    private static final int LONGEST = 1000;

    /** Throws {@link ImportRefused} "description-unusable" when a text is missing, or the name is none. */
    public ReferenceDescription {
        if (!NAME.matcher(name).matches()) {
            throw new ImportRefused(
                    "description-unusable", "a name is lower case letters, digits, dots and hyphens, at most 48");
        }
        for (String text : new String[] {title, source, asOf, definition}) {
            if (text.isBlank() || text.length() > LONGEST) {
                throw new ImportRefused(
                        "description-unusable",
                        "title, source, asOf and definition are needed, at most 1000 characters");
            }
        }
        dropped = Set.copyOf(dropped);
    }
}
