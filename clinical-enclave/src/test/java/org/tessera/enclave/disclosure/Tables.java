package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tessera.enclave.disclosure.ShownSubgroups.Subgroup;

/** Persons and tables for the tests. */
final class Tables {
    private static final int OTHERS = 10_000;

    private Tables() {}

    static Set<PersonKey> persons(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new PersonKey("S-" + i)).collect(Collectors.toSet());
    }

    static FrozenResource resource(String name, Disclosable content) {
        return new FrozenResource(name, "test", "text/csv", new byte[0], content);
    }

    /** One attribute of disjoint categories with its total, as somebody printed it: a number or "&lt;20" for each. */
    static Disclosable.CountTable oneWay(String attribute, int total, Object... categories) {
        List<Disclosable.Cell> cells = new ArrayList<>();
        int next = 0;
        int hidden = (int) java.util.Arrays.stream(categories)
                .filter(each -> "<20".equals(each))
                .count();
        int shown = java.util.Arrays.stream(categories)
                .mapToInt(each -> each instanceof Integer count ? count : 0)
                .sum();
        int left = total - shown;
        for (int i = 0; i < categories.length; i++) {
            boolean exact = categories[i] instanceof Integer;
            int size = exact ? (Integer) categories[i] : Math.max(1, Math.min(19, left - (hidden - 1)));
            if (!exact) {
                left -= size;
                hidden--;
            }
            cells.add(new Disclosable.Cell(
                    attribute,
                    "category " + i,
                    persons(next, next + size),
                    exact ? new Published.Exact(size) : new Published.FewerThan(20)));
            next += size;
        }
        Set<PersonKey> all = new HashSet<>();
        cells.forEach(each -> all.addAll(each.persons()));
        List<Integer> every = IntStream.range(0, cells.size()).boxed().toList();
        return new Disclosable.CountTable(
                cells, List.of(new Disclosable.Margin(attribute, every, all, new Published.Exact(total))));
    }

    /** Persons with the outcome are numbered from 0, those without from {@link #OTHERS}. */
    static Subgroup subgroup(
            String attribute, String category, int fromWith, int toWith, int fromWithout, int toWithout) {
        return new Subgroup(
                attribute, category, persons(fromWith, toWith), persons(OTHERS + fromWithout, OTHERS + toWithout));
    }

    /** Which rules found something, each once. */
    static List<String> rulesOf(Findings findings) {
        return findings.findings().stream()
                .map(Findings.Finding::rule)
                .distinct()
                .toList();
    }

    static Disclosable.Cell cell(String row, String column, int from, int to) {
        return new Disclosable.Cell(row, column, Tables.persons(from, to), new Published.Exact(to - from));
    }

    static Set<PersonKey> union(Set<PersonKey> a, Set<PersonKey> b) {
        List<PersonKey> all = new ArrayList<>(a);
        all.addAll(b);
        return Set.copyOf(all);
    }
}
