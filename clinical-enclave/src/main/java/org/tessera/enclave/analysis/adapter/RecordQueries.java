package org.tessera.enclave.analysis.adapter;

import java.util.List;

/** How the clinical records stand in the OMOP tables; the first column of each answer is the person. */
final class RecordQueries {
    static final String VISITS = visit("visit_occurrence", "visit");
    static final String VISIT_DETAILS = visit("visit_detail", "visit_detail");
    static final String DEATHS = "select person_id, death_date from omop.death where person_id = any(?)";
    static final String PERSONS = """
            select person_id, coalesce(gender_concept_id, 0), coalesce(year_of_birth, 0), coalesce(race_concept_id, 0),
                   coalesce(ethnicity_concept_id, 0)
            from omop.person where person_id = any(?)
            """;
    static final List<String> EVENTS = List.of(
            event("condition_occurrence", "condition", "condition_start_date"),
            event("procedure_occurrence", "procedure", "procedure_date"),
            event("observation", "observation", "observation_date"),
            event("device_exposure", "device", "device_exposure_start_date"),
            event("measurement", "measurement", "measurement_date"));
    static final String READINGS = """
            select person_id, measurement_date, measurement_datetime, value_as_number, coalesce(unit_concept_id, 0),
                   coalesce(unit_source_value, '')
            from omop.measurement
            where person_id = any(?) and value_as_number is not null and measurement_concept_id = any(?)
            """;

    private RecordQueries() {}

    private static String visit(String table, String name) {
        return """
                select person_id, coalesce(%2$s_concept_id, 0), %2$s_start_date, coalesce(%2$s_end_date, %2$s_start_date),
                       coalesce(discharged_to_concept_id, 0), coalesce(discharged_to_source_value, '')
                from omop.%1$s where person_id = any(?)
                """.formatted(table, name);
    }

    private static String event(String table, String name, String day) {
        return "select person_id, " + day + " from omop." + table + " where person_id = any(?) and (" + name
                + "_concept_id = any(?) or (coalesce(" + name + "_concept_id, 0) = 0 and (" + name
                + "_source_concept_id = any(?) or upper(btrim(" + name + "_source_value)) = any(?))))";
    }
}
