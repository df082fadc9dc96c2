package org.tessera.enclave.alignment.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.tessera.enclave.alignment.ClinicalDates;
import org.tessera.enclave.alignment.ClinicalDays;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.enclave.protocol.IndexEvent;

/** Days out of {@code omop.measurement} and {@code omop.procedure_occurrence}. */
@ApplicationScoped
public class OmopDays implements ClinicalDays {
    private static final String TESTS = """
            select person_id, measurement_date from omop.measurement
            where person_id = any(?)
              and (measurement_concept_id = any(?)
                or (coalesce(measurement_concept_id, 0) = 0
                    and (measurement_source_concept_id = any(?) or upper(btrim(measurement_source_value)) = any(?))))
              and (value_as_concept_id = any(?)
                or (coalesce(value_as_concept_id, 0) = 0 and lower(btrim(value_source_value)) = any(?)))
            """;
    private static final String PROCEDURES = """
            select person_id, procedure_date from omop.procedure_occurrence
            where person_id = any(?)
              and (procedure_concept_id = any(?)
                or (coalesce(procedure_concept_id, 0) = 0
                    and (procedure_source_concept_id = any(?) or upper(btrim(procedure_source_value)) = any(?))))
            union
            select person_id, measurement_date from omop.measurement
            where person_id = any(?)
              and (measurement_concept_id = any(?)
                or (coalesce(measurement_concept_id, 0) = 0 and upper(btrim(measurement_source_value)) = any(?)))
            """;

    private final DataSource database;

    OmopDays(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<PersonId, ClinicalDates> days(Set<PersonId> persons, IndexEvent event, ConceptSet procedure) {
        try (Connection connection = database.getConnection()) {
            var concepts = new Concepts(connection);
            var who = concepts.persons(persons);
            var tests = concepts.of(event.measurement());
            var results = concepts.of(event.result());
            var done = concepts.of(procedure);
            var texts = connection.createArrayOf("text", event.resultText().toArray());
            Map<PersonId, Set<LocalDate>> tested =
                    query(connection, TESTS, who, tests.ids(), tests.ids(), tests.codes(), results.ids(), texts);
            Map<PersonId, Set<LocalDate>> imaged = query(
                    connection, PROCEDURES, who, done.ids(), done.ids(), done.codes(), who, done.ids(), done.codes());
            Map<PersonId, ClinicalDates> dates = new HashMap<>();
            for (PersonId person : persons) {
                dates.put(
                        person,
                        new ClinicalDates(
                                tested.getOrDefault(person, Set.of()), imaged.getOrDefault(person, Set.of())));
            }
            return dates;
        } catch (SQLException e) {
            throw new IllegalStateException("the clinical records could not be read", e);
        }
    }

    private static Map<PersonId, Set<LocalDate>> query(Connection connection, String sql, java.sql.Array... arguments)
            throws SQLException {
        Map<PersonId, Set<LocalDate>> days = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setArray(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    days.computeIfAbsent(new PersonId(rows.getLong(1)), any -> new HashSet<>())
                            .add(rows.getObject(2, LocalDate.class));
                }
            }
        }
        return days;
    }
}
