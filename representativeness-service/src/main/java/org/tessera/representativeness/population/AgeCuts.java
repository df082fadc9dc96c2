package org.tessera.representativeness.population;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Age groups of any cut. A source's age group ("0-4 Years", "18 to 49 years", "85+", "47", and as the Census writes them
 * "Under 5 years", "60 and 61 years", "85 years and over") has to lie inside one group of the cut; one that straddles a cut cannot be divided and is an error that names it.
 *
 * @param cuts first ages of every group but the youngest, in years, ascending, each greater than 0
 */
public record AgeCuts(List<Integer> cuts) {
    /** Version of the rule by which groups are read and assigned. */
    static final String VERSION = "1";

    /** The attribute that is cut. */
    static final String ATTRIBUTE = "age_at_index";

    private static final int OLDEST = 150;
    private static final Pattern GROUP = Pattern.compile(
            "(?:under\\s+(?<end>[1-9]\\d{0,2})|(?<first>\\d{1,3})\\s*"
                    + "(?:(?:years?\\s+)?(?<open>\\+|or older|and over)|(?:-|–|to|and)\\s*(?<last>\\d{1,3}))?)"
                    + "\\s*(?:years?)?",
            Pattern.CASE_INSENSITIVE);

    /** Throws {@link IllegalArgumentException} unless the cuts ascend from above 0 to at most 120. */
    public AgeCuts {
        cuts = List.copyOf(cuts);
        int before = 0;
        for (int cut : cuts) {
            if (cut <= before || cut > 120) {
                throw new IllegalArgumentException("age cuts are whole years that ascend from above 0 to at most 120");
            }
            before = cut;
        }
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("age cuts are needed, for example 18, 50, 65");
        }
    }

    /**
     * The alignment by these cuts for the groups that two sources have.
     *
     * @param spellings how sources write missing, from the alignment the cuts stand beside
     * @param groups age groups of both sides as they write them
     * @throws UnmappedCategories listing what is no age group
     * @throws IllegalArgumentException listing groups that straddle a cut
     */
    public CategoryAlignment alignment(CategoryAlignment spellings, Collection<String> groups) {
        SequencedSet<String> categories = new LinkedHashSet<>(names());
        Map<String, String> targets = new LinkedHashMap<>();
        spellings.targets().forEach((spelling, target) -> {
            if (target.equals(CategoryAlignment.MISSING)) {
                targets.put(spelling, target);
            }
        });
        List<String> straddling = new ArrayList<>();
        for (String group : new TreeSet<>(groups)) {
            Matcher ages = GROUP.matcher(group.strip());
            if (!targets.containsKey(group) && ages.matches()) {
                int first = groupOf(youngest(ages));
                if (first == groupOf(oldest(ages))) {
                    targets.put(group, names().get(first));
                } else {
                    straddling.add("\"" + group + "\"");
                }
            }
        }
        if (!straddling.isEmpty()) {
            throw new IllegalArgumentException(
                    "age groups that straddle a cut cannot be divided: " + String.join(", ", straddling));
        }
        categories.add(CategoryAlignment.MISSING);
        return new CategoryAlignment(name(), VERSION, ATTRIBUTE, categories, targets);
    }

    /** Whether a text is an age group that cuts can be made in. */
    static boolean isAgeGroup(String text) {
        return GROUP.matcher(text.strip()).matches();
    }

    private static int youngest(Matcher ages) {
        return ages.group("end") == null ? Integer.parseInt(ages.group("first")) : 0;
    }

    private static int oldest(Matcher ages) {
        if (ages.group("end") != null) {
            return Integer.parseInt(ages.group("end")) - 1;
        }
        if (ages.group("open") != null) {
            return OLDEST;
        }
        return Integer.parseInt(ages.group(ages.group("last") == null ? "first" : "last"));
    }

    private int groupOf(int age) {
        return (int) cuts.stream().filter(cut -> cut <= age).count();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            names.add(cut - 1 == from ? String.valueOf(from) : from + "-" + (cut - 1));
            from = cut;
        }
        names.add(from + "+");
        return names;
    }

    private String name() {
        return "age-cuts-" + cuts.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
