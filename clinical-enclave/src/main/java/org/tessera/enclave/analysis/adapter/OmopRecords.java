package org.tessera.enclave.analysis.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.tessera.enclave.alignment.adapter.Concepts;
import org.tessera.enclave.analysis.ClinicalRecord;
import org.tessera.enclave.analysis.ClinicalRecords;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.enclave.protocol.Criterion;
import org.tessera.enclave.protocol.Protocol;

/** Clinical records out of the OMOP tables, read in one pass per table for all persons. */
@ApplicationScoped
public class OmopRecords implements ClinicalRecords {
    private final DataSource database;

    OmopRecords(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<PersonId, ClinicalRecord> of(Set<PersonId> persons, Protocol protocol) {
        try (Connection connection = database.getConnection()) {
            var reading = new Reading(connection, new Concepts(connection), persons);
            reading.visits();
            reading.visitDetails();
            reading.deaths();
            reading.demographics();
            for (ConceptSet set : eventSets(protocol)) {
                reading.events(set);
            }
            for (ConceptSet set : readingSets(protocol)) {
                reading.readings(set);
            }
            return reading.records();
        } catch (SQLException e) {
            throw new IllegalStateException("the clinical records could not be read", e);
        }
    }

    @Override
    public Map<PersonId, List<ClinicalRecord.Visit>> visits(Set<PersonId> persons) {
        try (Connection connection = database.getConnection()) {
            var reading = new Reading(connection, new Concepts(connection), persons);
            reading.visits();
            return reading.visits;
        } catch (SQLException e) {
            throw new IllegalStateException("the visits could not be read", e);
        }
    }

    private static Set<ConceptSet> eventSets(Protocol protocol) {
        Set<ConceptSet> sets = new LinkedHashSet<>();
        protocol.phenotypes().stream().flatMap(each -> each.criteria().stream()).forEach(each -> {
            if (each instanceof Criterion.Event event) {
                sets.add(event.concepts());
            }
        });
        for (Covariate covariate : protocol.covariates()) {
            if (covariate instanceof Covariate.WeightedConditions weighted) {
                weighted.conditions().forEach(each -> sets.add(each.concepts()));
            }
        }
        protocol.history().forEach(each -> {
            sets.add(each.has());
            each.hasNot().ifPresent(sets::add);
        });
        return sets;
    }

    private static Set<ConceptSet> readingSets(Protocol protocol) {
        Set<ConceptSet> sets = new LinkedHashSet<>();
        for (Covariate covariate : protocol.covariates()) {
            if (covariate instanceof Covariate.LowestOnStudyDay lowest) {
                sets.add(lowest.of());
                lowest.fallback().ifPresent(third -> {
                    sets.add(third.low());
                    sets.add(third.high());
                });
            }
        }
        return sets;
    }

    /** One reading of the tables. */
    private static final class Reading {
        private final Connection connection;
        private final Concepts concepts;
        private final Array persons;
        private final Map<PersonId, List<ClinicalRecord.Visit>> visits = new HashMap<>();
        private final Map<PersonId, List<ClinicalRecord.Visit>> visitDetails = new HashMap<>();
        private final Map<PersonId, List<ClinicalRecord.Event>> events = new HashMap<>();
        private final Map<PersonId, List<LocalDate>> deaths = new HashMap<>();
        private final Map<PersonId, List<ClinicalRecord.Reading>> readings = new HashMap<>();
        private final Map<PersonId, List<ClinicalRecord.Demographics>> demographics = new HashMap<>();

        Reading(Connection connection, Concepts concepts, Set<PersonId> persons) throws SQLException {
            this.connection = connection;
            this.concepts = concepts;
            this.persons = concepts.persons(persons);
        }

        void visits() throws SQLException {
            visits(RecordQueries.VISITS, visits);
        }

        void visitDetails() throws SQLException {
            visits(RecordQueries.VISIT_DETAILS, visitDetails);
        }

        private void visits(String sql, Map<PersonId, List<ClinicalRecord.Visit>> found) throws SQLException {
            query(
                    sql,
                    row -> add(
                            found,
                            row,
                            new ClinicalRecord.Visit(
                                    row.getLong(2), day(row, 3), day(row, 4), row.getLong(5), row.getString(6))),
                    persons);
        }

        void deaths() throws SQLException {
            query(RecordQueries.DEATHS, row -> add(deaths, row, day(row, 2)), persons);
        }

        void demographics() throws SQLException {
            query(
                    RecordQueries.PERSONS,
                    row -> add(
                            demographics,
                            row,
                            new ClinicalRecord.Demographics(
                                    row.getLong(2), row.getInt(3), row.getLong(4), row.getLong(5))),
                    persons);
        }

        void events(ConceptSet set) throws SQLException {
            var wanted = concepts.of(set);
            List<Array> arguments = new ArrayList<>();
            RecordQueries.EVENTS.forEach(
                    table -> arguments.addAll(List.of(persons, wanted.ids(), wanted.ids(), wanted.codes())));
            query(
                    String.join(" union all ", RecordQueries.EVENTS),
                    row -> add(events, row, new ClinicalRecord.Event(set.name(), day(row, 2))),
                    arguments.toArray(Array[]::new));
        }

        void readings(ConceptSet set) throws SQLException {
            var wanted = concepts.of(set);
            query(
                    RecordQueries.READINGS,
                    row -> add(
                            readings,
                            row,
                            new ClinicalRecord.Reading(
                                    set.name(),
                                    day(row, 2),
                                    Optional.ofNullable(row.getObject(3, LocalDateTime.class)),
                                    row.getDouble(4),
                                    row.getLong(5),
                                    row.getString(6))),
                    persons,
                    wanted.ids(),
                    wanted.ids(),
                    wanted.codes());
        }

        Map<PersonId, ClinicalRecord> records() {
            Set<PersonId> known = new HashSet<>(visits.keySet());
            known.addAll(visitDetails.keySet());
            known.addAll(events.keySet());
            known.addAll(deaths.keySet());
            known.addAll(readings.keySet());
            known.addAll(demographics.keySet());
            Map<PersonId, ClinicalRecord> records = new HashMap<>();
            for (PersonId person : known) {
                records.put(
                        person,
                        new ClinicalRecord(
                                visits.getOrDefault(person, List.of()),
                                visitDetails.getOrDefault(person, List.of()),
                                events.getOrDefault(person, List.of()),
                                deaths.getOrDefault(person, List.of()),
                                readings.getOrDefault(person, List.of()),
                                demographics.getOrDefault(person, List.of())));
            }
            return records;
        }

        private static LocalDate day(ResultSet row, int column) throws SQLException {
            return Objects.requireNonNull(row.getObject(column, LocalDate.class));
        }

        private static <T> void add(Map<PersonId, List<T>> to, ResultSet row, T value) throws SQLException {
            to.computeIfAbsent(new PersonId(row.getLong(1)), any -> new ArrayList<>())
                    .add(value);
        }

        private void query(String sql, Row each, Array... arguments) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setArray(i + 1, arguments[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.read(rows);
                    }
                }
            }
        }
    }

    /** Reads one row. */
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
