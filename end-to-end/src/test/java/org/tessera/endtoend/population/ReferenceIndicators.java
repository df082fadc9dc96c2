package org.tessera.endtoend.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.TableRow;

/** The clinical indicators of statistics.md, section 3, computed once more, plainly, from the data set's OMOP tables. */
final class ReferenceIndicators {
    private static final Set<String> INPATIENT = Set.of("9201", "262", "8717");
    private static final Set<String> SEVERE = Set.of("2788037", "2788038", "2106469", "4202832", "4052536");
    private static final Map<String, Integer> WEIGHTS = weights();
    /** Severe form to the mild form it replaces. */
    private static final Map<String, String> REPLACES =
            Map.of("443731", "4193704", "192680", "4064161", "254591", "197500");

    private final Map<String, List<TableRow>> visits;
    private final Map<String, List<TableRow>> conditions;
    private final Map<String, List<TableRow>> procedures;
    private final Map<String, List<TableRow>> measurements;
    private final Map<String, List<TableRow>> deaths;

    private record Stay(LocalDate from, LocalDate to) {}

    ReferenceIndicators(DataSet data) throws Refusal {
        visits = data.by("omop/visit_occurrence.csv", "person_id");
        conditions = data.by("omop/condition_occurrence.csv", "person_id");
        procedures = data.by("omop/procedure_occurrence.csv", "person_id");
        measurements = data.by("omop/measurement.csv", "person_id");
        deaths = data.by("omop/death.csv", "person_id");
    }

    private static Map<String, Integer> weights() {
        Map<String, Integer> weights = new HashMap<>();
        Stream.of(Concepts.LOW, Concepts.HIGH)
                .flatMap(List::stream)
                .flatMap(List::stream)
                .forEach(one -> weights.put(String.valueOf(one.concept().id()), one.weight()));
        return weights;
    }

    private static List<TableRow> rows(Map<String, List<TableRow>> table, Set<String> records) {
        return records.stream()
                .flatMap(id -> table.getOrDefault(id, List.of()).stream())
                .toList();
    }

    /** The stay that holds the day, adjacent and overlapping visits merged; none: the day itself. */
    private Stay stay(Set<String> records, LocalDate day) {
        List<Stay> stays = new ArrayList<>(rows(visits, records).stream()
                .filter(visit -> INPATIENT.contains(visit.get("visit_concept_id")))
                .map(visit -> new Stay(
                        LocalDate.parse(visit.get("visit_start_date")), LocalDate.parse(visit.get("visit_end_date"))))
                .sorted(java.util.Comparator.comparing(Stay::from))
                .toList());
        List<Stay> merged = new ArrayList<>();
        for (Stay next : stays) {
            Stay last = merged.isEmpty() ? next : merged.getLast();
            if (!merged.isEmpty() && !next.from().isAfter(last.to().plusDays(1))) {
                merged.removeLast();
                merged.add(new Stay(last.from(), next.to().isAfter(last.to()) ? next.to() : last.to()));
            } else {
                merged.add(next);
            }
        }
        return merged.stream().filter(stay -> holds(stay, day)).findFirst().orElse(new Stay(day, day));
    }

    private static boolean holds(Stay stay, LocalDate day) {
        return !day.isBefore(stay.from()) && !day.isAfter(stay.to());
    }

    boolean severe(Set<String> records, LocalDate day) {
        Stay stay = stay(records, day);
        boolean supported = rows(procedures, records).stream()
                .anyMatch(row -> SEVERE.contains(row.get("procedure_concept_id"))
                        && holds(stay, LocalDate.parse(row.get("procedure_date"))));
        boolean died =
                rows(deaths, records).stream().anyMatch(row -> holds(stay, LocalDate.parse(row.get("death_date"))));
        boolean hospice = rows(visits, records).stream()
                .anyMatch(row -> holds(stay, LocalDate.parse(row.get("visit_end_date")))
                        && ("8546".equals(row.get("discharged_to_concept_id"))
                                || row.get("discharged_to_source_value").contains("hospice")));
        return supported || died || hospice;
    }

    int charlson(Set<String> records, LocalDate day) {
        LocalDate admission = stay(records, day).from();
        Set<String> had = new HashSet<>();
        for (TableRow row : rows(conditions, records)) {
            if (!LocalDate.parse(row.get("condition_start_date")).isAfter(admission)) {
                had.add(row.get("condition_concept_id"));
            }
        }
        REPLACES.forEach((severe, mild) -> {
            if (had.contains(severe)) {
                had.remove(mild);
            }
        });
        return had.stream().mapToInt(id -> WEIGHTS.getOrDefault(id, 0)).sum();
    }

    OptionalDouble leastPressure(Set<String> records, LocalDate day) {
        List<TableRow> today = rows(measurements, records).stream()
                .filter(row -> row.get("measurement_date").equals(day.toString()))
                .toList();
        OptionalDouble mean = values(today, "3027598").min();
        if (mean.isPresent()) {
            return mean;
        }
        OptionalDouble diastolic = values(today, "3012888").min();
        OptionalDouble systolic = values(today, "3004249").min();
        return diastolic.isEmpty() || systolic.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(diastolic.getAsDouble() + (systolic.getAsDouble() - diastolic.getAsDouble()) / 3);
    }

    private static java.util.stream.DoubleStream values(List<TableRow> rows, String concept) {
        return rows.stream()
                .filter(row -> row.get("measurement_concept_id").equals(concept))
                .mapToDouble(row -> Double.parseDouble(row.get("value_as_number")));
    }
}
