package org.tessera.enclave.analysis.adapter;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the clinical records stand in the OMOP tables; the first column of each answer is the person. */
final class RecordQueries {
    /** The answer "No": SNOMED 373067005 and LOINC LA32-8, as the OMOP standard vocabulary numbers them. */
    private static final String NO = "4188540, 45878245";

    private static final String ROWS_OF_VISITS = String.join(
            " union all ",
            ofVisit("condition_occurrence", "condition_start_date"),
            ofVisit("procedure_occurrence", "procedure_date"),
            ofVisit("drug_exposure", "drug_exposure_start_date"),
            ofVisit("device_exposure", "device_exposure_start_date"),
            ofVisit("measurement", "measurement_date"),
            ofVisit("observation", "observation_date"),
            ofVisit("visit_detail", "coalesce(visit_detail_end_date, visit_detail_start_date)"));

    /**
     * The standard wants an end of every visit; one without goes on as long as rows of it tell of days, but not into the next
     * visit of its kind, and to no day that is not there yet: one slip of a date would make a stay of years.
     */
    static final String VISITS = visit(
            "visit_occurrence",
            "visit",
            "greatest(visit_start_date, (select max(day) from (" + ROWS_OF_VISITS + ") r"
                    + " where r.person_id = v.person_id and r.visit_occurrence_id = v.visit_occurrence_id"
                    + " and r.day <= current_date and not exists (select 1 from omop.visit_occurrence next"
                    + " where next.person_id = v.person_id and next.visit_concept_id = v.visit_concept_id"
                    + " and next.visit_start_date > v.visit_start_date and next.visit_start_date <= r.day)))");

    static final String VISIT_DETAILS = visit("visit_detail", "visit_detail", "visit_detail_start_date");
    static final String DEATHS = "select person_id, death_date from omop.death where person_id = any(?)";
    static final String PERSONS = """
            select person_id, coalesce(gender_concept_id, 0), coalesce(year_of_birth, 0), coalesce(race_concept_id, 0),
                   coalesce(ethnicity_concept_id, 0)
            from omop.person where person_id = any(?)
            """;
    static final List<String> EVENTS = List.of(
            event("condition_occurrence", "condition", "condition_start_date"),
            event("procedure_occurrence", "procedure", "procedure_date"),
            event("observation", "observation", "observation_date")
                    + notDenied("value_source_value", "value_as_string"),
            event("device_exposure", "device", "device_exposure_start_date"),
            event("measurement", "measurement", "measurement_date") + notDenied("value_source_value"));
    static final String READINGS = """
            select person_id, measurement_date, measurement_datetime, value_as_number, coalesce(unit_concept_id, 0),
                   coalesce(unit_source_value, '')
            from omop.measurement
            where person_id = any(?) and value_as_number is not null
              and (measurement_concept_id = any(?)
                or (coalesce(measurement_concept_id, 0) = 0
                    and (measurement_source_concept_id = any(?) or upper(btrim(measurement_source_value)) = any(?))))
            """;

    private RecordQueries() {}

    private static String visit(String table, String name, String openEnd) {
        return """
                select person_id, coalesce(%2$s_concept_id, 0), %2$s_start_date, coalesce(%2$s_end_date, %3$s),
                       coalesce(discharged_to_concept_id, 0), coalesce(discharged_to_source_value, '')
                from omop.%1$s v where person_id = any(?)
                """.formatted(table, name, openEnd);
    }

    private static String ofVisit(String table, String day) {
        return "select person_id, visit_occurrence_id, " + day + " as day from omop." + table;
    }

    private static String event(String table, String name, String day) {
        return "select person_id, " + day + " from omop." + table + " where person_id = any(?) and (" + name
                + "_concept_id = any(?) or (coalesce(" + name + "_concept_id, 0) = 0 and (" + name
                + "_source_concept_id = any(?) or upper(btrim(" + name + "_source_value)) = any(?))))";
    }

    /** A question that was answered No ("on a ventilator?") did not happen; the texts count where the answer's concept is 0. */
    private static String notDenied(String... texts) {
        String said = Stream.of(texts).map(text -> "lower(btrim(" + text + "))").collect(Collectors.joining(", "));
        return " and coalesce(value_as_concept_id, 0) not in (" + NO + ") and not (coalesce(value_as_concept_id, 0) = 0"
                + " and coalesce('no' in (" + said + "), false))";
    }
}
