package org.tessera.endtoend.population;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tessera.endtoend.population.Concepts.Concept;

/** Writes OMOP CDM 5.4 tables row by row and numbers the rows. */
final class OmopTables implements AutoCloseable {
    /** EHR. */
    private static final int FROM_RECORD = 32817;

    private static final Map<String, String> HEADERS = headers();

    private final Map<String, TableFile> tables = new LinkedHashMap<>();
    private final boolean odd;

    OmopTables(Path folder, PopulationSpec.Mess mess) throws IOException {
        this.odd = mess.quotedCommas();
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            String columns = header.getValue() + (odd && "person".equals(header.getKey()) ? " export_batch" : "");
            tables.put(header.getKey(), TableFile.create(folder.resolve(header.getKey() + ".csv"), columns, mess));
        }
        for (Concept concept : Concepts.all()) {
            row(
                    "concept",
                    "concept_id",
                    concept.id(),
                    "concept_name",
                    concept.name(),
                    "domain_id",
                    concept.domain(),
                    "vocabulary_id",
                    concept.vocabulary(),
                    "concept_class_id",
                    concept.domain(),
                    "standard_concept",
                    "S",
                    "concept_code",
                    concept.code().isEmpty() ? "-" : concept.code(),
                    "valid_start_date",
                    "1970-01-01",
                    "valid_end_date",
                    "2099-12-31");
        }
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "person",
                "person_id gender_concept_id year_of_birth month_of_birth day_of_birth birth_datetime race_concept_id "
                        + "ethnicity_concept_id care_site_id person_source_value gender_source_value race_source_value "
                        + "ethnicity_source_value");
        headers.put(
                "observation_period",
                "observation_period_id person_id observation_period_start_date observation_period_end_date "
                        + "period_type_concept_id");
        headers.put(
                "visit_occurrence",
                "visit_occurrence_id person_id visit_concept_id visit_start_date visit_start_datetime visit_end_date "
                        + "visit_end_datetime visit_type_concept_id care_site_id visit_source_value "
                        + "discharged_to_concept_id discharged_to_source_value");
        headers.put(
                "condition_occurrence",
                "condition_occurrence_id person_id condition_concept_id condition_start_date condition_end_date "
                        + "condition_type_concept_id visit_occurrence_id condition_source_value");
        headers.put(
                "procedure_occurrence",
                "procedure_occurrence_id person_id procedure_concept_id procedure_date procedure_datetime "
                        + "procedure_type_concept_id visit_occurrence_id procedure_source_value");
        headers.put(
                "measurement",
                "measurement_id person_id measurement_concept_id measurement_date measurement_datetime "
                        + "measurement_type_concept_id value_as_number value_as_concept_id visit_occurrence_id "
                        + "measurement_source_value unit_source_value value_source_value");
        headers.put(
                "observation",
                "observation_id person_id observation_concept_id observation_date observation_type_concept_id "
                        + "value_as_string value_as_concept_id observation_source_value");
        headers.put("death", "person_id death_date death_type_concept_id cause_concept_id");
        headers.put(
                "concept",
                "concept_id concept_name domain_id vocabulary_id concept_class_id standard_concept concept_code "
                        + "valid_start_date valid_end_date");
        return headers;
    }

    /** Adds a row; alternately a column's name and its value. Gives the number of the row. */
    long row(String table, Object... namesAndValues) {
        TableFile file = java.util.Objects.requireNonNull(tables.get(table), table);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        long id = file.rows() + 1;
        for (String column : HEADERS.getOrDefault(table, "").split(" ")) {
            if (column.equals(table + "_id") && !"person".equals(table) && !"concept".equals(table)) {
                values.put(column, id);
            } else if (column.endsWith("_type_concept_id")) {
                values.put(column, FROM_RECORD);
            }
        }
        if (odd && "person".equals(table)) {
            values.put("export_batch", "nightly, \"full\"");
        }
        file.row(values);
        return id;
    }

    long visit(long person, Concept kind, LocalDate start, LocalDate end, int site, Object... more) {
        Object[] fixed = {
            "person_id",
            person,
            "visit_concept_id",
            kind.id(),
            "visit_start_date",
            start,
            "visit_start_datetime",
            start + " 08:15:00",
            "visit_end_date",
            end,
            "visit_end_datetime",
            end + " 17:00:00",
            "care_site_id",
            site,
            "visit_source_value",
            kind.name()
        };
        Object[] all = Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return row("visit_occurrence", all);
    }

    void condition(long person, Concept condition, LocalDate day) {
        row(
                "condition_occurrence",
                "person_id",
                person,
                "condition_concept_id",
                condition.id(),
                "condition_start_date",
                day,
                "condition_source_value",
                condition.name());
    }

    void procedure(long person, Concept procedure, LocalDate day) {
        row(
                "procedure_occurrence",
                "person_id",
                person,
                "procedure_concept_id",
                procedure.id(),
                "procedure_date",
                day,
                "procedure_datetime",
                day + " 10:30:00",
                "procedure_source_value",
                procedure.code());
    }

    void number(long person, Concept measured, LocalDate day, String time, double value) {
        row(
                "measurement",
                "person_id",
                person,
                "measurement_concept_id",
                measured.id(),
                "measurement_date",
                day,
                "measurement_datetime",
                day + " " + time,
                "value_as_number",
                value,
                "measurement_source_value",
                measured.code(),
                "unit_source_value",
                "mmHg");
    }

    /** A COVID-19 test; with {@code textOnly} the answer stands in its source value alone, under concept 0. */
    void test(long person, Concept test, LocalDate day, Concept result, boolean textOnly) {
        row(
                "measurement",
                "person_id",
                person,
                "measurement_concept_id",
                test.id(),
                "measurement_date",
                day,
                "value_as_concept_id",
                textOnly ? 0 : result.id(),
                "measurement_source_value",
                test.code(),
                "value_source_value",
                textOnly ? result.name() : result.code());
    }

    long rows(String table) {
        return java.util.Objects.requireNonNull(tables.get(table), table).rows();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (TableFile table : tables.values()) {
            try {
                table.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
