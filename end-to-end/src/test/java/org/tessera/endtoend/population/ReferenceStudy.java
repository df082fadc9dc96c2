package org.tessera.endtoend.population;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.endtoend.population.ReferenceLinkage.Found;
import org.tessera.endtoend.population.ReferenceLinkage.Outcome;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.TableRow;
import org.tessera.partner.tokens.Person;

/** Links and aligns a written data set by the plain reference of either, for tests. */
final class ReferenceStudy {
    private ReferenceStudy() {}

    /** What is found of every case, by the registers of both sites. */
    static Map<String, Found> linked(DataSet data) throws Refusal {
        Map<String, Person> cases = register(data, "pii/imaging_site_pii.csv", "midrc_id");
        ReferenceLinkage linkage =
                new ReferenceLinkage(cases, register(data, "pii/clinical_site_pii.csv", "person_id"));
        Map<String, Found> found = new LinkedHashMap<>();
        cases.keySet().forEach(id -> found.put(id, linkage.find(id)));
        return found;
    }

    /** A verdict on every case that is linked. */
    static Map<String, ReferenceAlignment.Verdict> aligned(DataSet data, Map<String, Found> found) throws Refusal {
        Map<String, List<TableRow>> studies = data.by("imaging/imaging_study.tsv", "cases.submitter_id");
        Map<String, List<TableRow>> series = data.by("imaging/series.tsv", "study_uid");
        Map<String, List<TableRow>> measurements = data.by("omop/measurement.csv", "person_id");
        Map<String, List<TableRow>> procedures = data.by("omop/procedure_occurrence.csv", "person_id");
        measurements
                .values()
                .forEach(
                        rows -> rows.removeIf(row -> row.get("measurement_date").contains("-13-")));
        Map<String, ReferenceAlignment.Verdict> verdicts = new HashMap<>();
        found.forEach((caseId, match) -> {
            if (match.outcome() == Outcome.UNIQUE) {
                verdicts.put(
                        caseId,
                        ReferenceAlignment.of(
                                studies.getOrDefault(caseId, List.of()),
                                uid -> series.getOrDefault(uid, List.of()),
                                rows(measurements, match.records()),
                                rows(procedures, match.records())));
            }
        });
        return verdicts;
    }

    private static Map<String, Person> register(DataSet data, String file, String id) throws Refusal {
        Map<String, Person> persons = new LinkedHashMap<>();
        for (TableRow row : data.rows(file)) {
            persons.put(
                    row.get(id),
                    new Person(
                            row.get("first"),
                            row.get("last"),
                            row.get("birth_date"),
                            row.get("sex"),
                            row.get("ssn"),
                            row.get("zip")));
        }
        return persons;
    }

    private static List<TableRow> rows(Map<String, List<TableRow>> table, Set<String> records) {
        return records.stream()
                .flatMap(id -> table.getOrDefault(id, List.of()).stream())
                .toList();
    }
}
