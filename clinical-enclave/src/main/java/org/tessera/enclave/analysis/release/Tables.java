package org.tessera.enclave.analysis.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tessera.enclave.alignment.Verdict;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;

/** Tables of counts with their persons, before suppression. */
final class Tables {
    static final String TOTAL = "total";
    static final String YES = "yes";
    static final String NO = "no";

    private Tables() {}

    /**
     * A table of persons by category, one block of rows per attribute with its total.
     *
     * @param persons person to attribute to category
     * @param attributes attributes in order
     * @param yesOrNo those of them that have both categories, though nobody is in one: then everybody is in the other
     * @param cohort name of the cohort, for sentences
     */
    static Disclosable.CountTable byCategory(
            Map<PersonKey, Map<String, String>> persons, List<String> attributes, Set<String> yesOrNo, String cohort) {
        List<Disclosable.Cell> cells = new ArrayList<>();
        List<Disclosable.Margin> margins = new ArrayList<>();
        for (String attribute : attributes) {
            Map<String, Set<PersonKey>> categories = new TreeMap<>();
            if (yesOrNo.contains(attribute)) {
                categories.put(YES, new HashSet<>());
                categories.put(NO, new HashSet<>());
            }
            persons.forEach((person, values) -> categories
                    .computeIfAbsent(values.getOrDefault(attribute, Categories.NOT_REPORTED), any -> new HashSet<>())
                    .add(person));
            List<Integer> block = new ArrayList<>();
            categories.forEach((category, members) -> {
                block.add(cells.size());
                cells.add(new Disclosable.Cell(attribute, category, members, exact(members)));
            });
            margins.add(new Disclosable.Margin(
                    TOTAL + " of " + attribute + " (" + cohort + ")",
                    block,
                    persons.keySet(),
                    exact(persons.keySet())));
        }
        return new Disclosable.CountTable(cells, margins);
    }

    /** One table, then the other. */
    static Disclosable.CountTable joined(Disclosable.CountTable first, Disclosable.CountTable second) {
        List<Disclosable.Cell> cells = new ArrayList<>(first.cells());
        cells.addAll(second.cells());
        List<Disclosable.Margin> margins = new ArrayList<>(first.margins());
        int shift = first.cells().size();
        second.margins()
                .forEach(each -> margins.add(new Disclosable.Margin(
                        each.label(),
                        each.cells().stream().map(cell -> cell + shift).toList(),
                        each.persons(),
                        each.published())));
        return new Disclosable.CountTable(cells, margins);
    }

    /** The funnel: a cell per verdict, and who was left after each step. */
    static Disclosable.CountTable funnel(Map<PersonKey, Verdict> persons) {
        List<Disclosable.Cell> cells = new ArrayList<>();
        Map<Verdict, Integer> index = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            if (verdict == Verdict.NOT_LINKED) {
                continue;
            }
            Set<PersonKey> members = new HashSet<>();
            persons.forEach((person, its) -> {
                if (its == verdict) {
                    members.add(person);
                }
            });
            index.put(verdict, cells.size());
            cells.add(new Disclosable.Cell("verdict", verdict.name(), members, exact(members)));
        }
        List<Disclosable.Margin> margins = new ArrayList<>();
        STEPS.forEach((verdict, name) -> {
            List<Integer> block = new ArrayList<>();
            Set<PersonKey> left = new HashSet<>();
            index.forEach((its, at) -> {
                if (its.compareTo(verdict) >= 0) {
                    block.add(at);
                    left.addAll(cells.get(at).persons());
                }
            });
            margins.add(new Disclosable.Margin(name, block, left, exact(left)));
        });
        return new Disclosable.CountTable(cells, margins);
    }

    private static final Map<Verdict, String> STEPS = steps();

    private static Map<Verdict, String> steps() {
        Map<Verdict, String> steps = new LinkedHashMap<>();
        steps.put(Verdict.AMBIGUOUS_LINKAGE, "linked");
        steps.put(Verdict.NO_STUDY_WITHIN_WINDOW, "linked to one record");
        steps.put(Verdict.NO_REQUIRED_VIEW, "study within window");
        steps.put(Verdict.MISSING_POSITIVE_TEST, "required view");
        steps.put(Verdict.MISSING_CXR_PROCEDURE, "positive test in the record");
        steps.put(Verdict.MULTIPLE_IMAGING_STUDIES, "imaging procedure in the record");
        steps.put(Verdict.INTERVAL_MISMATCH, "one imaging study");
        steps.put(Verdict.SUBCOHORT_1, "interval matched");
        return steps;
    }

    static Published exact(Set<PersonKey> persons) {
        return new Published.Exact(persons.size());
    }
}
