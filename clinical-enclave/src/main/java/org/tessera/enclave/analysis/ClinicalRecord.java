package org.tessera.enclave.analysis;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tessera.enclave.omop.PersonId;

/**
 * What the indicators need of one person, of all her records together.
 *
 * @param visits all visits
 * @param visitDetails parts of visits, such as a ward
 * @param events rows of a concept of the protocol
 * @param deaths days of death records
 * @param readings measurements of a concept of the protocol with a number
 * @param demographics one per record
 */
public record ClinicalRecord(
        List<Visit> visits,
        List<Visit> visitDetails,
        List<Event> events,
        List<LocalDate> deaths,
        List<Reading> readings,
        List<Demographics> demographics) {
    /** Nothing known. */
    public static final ClinicalRecord EMPTY =
            new ClinicalRecord(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies. */
    public ClinicalRecord {
        visits = List.copyOf(visits);
        visitDetails = List.copyOf(visitDetails);
        events = List.copyOf(events);
        deaths = List.copyOf(deaths);
        readings = List.copyOf(readings);
        demographics = List.copyOf(demographics);
    }

    /** Of one person by her records, as far as there are facts. */
    static ClinicalRecord of(List<PersonId> records, Map<PersonId, ClinicalRecord> facts) {
        return union(
                records.stream().map(each -> facts.getOrDefault(each, EMPTY)).toList());
    }

    /** Several records of one person. */
    public static ClinicalRecord union(Collection<ClinicalRecord> records) {
        List<Visit> visits = new ArrayList<>();
        List<Visit> visitDetails = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        List<LocalDate> deaths = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        List<Demographics> demographics = new ArrayList<>();
        for (ClinicalRecord each : records) {
            visits.addAll(each.visits());
            visitDetails.addAll(each.visitDetails());
            events.addAll(each.events());
            deaths.addAll(each.deaths());
            readings.addAll(each.readings());
            demographics.addAll(each.demographics());
        }
        return new ClinicalRecord(visits, visitDetails, events, deaths, readings, demographics);
    }

    /**
     * A visit, or a part of one.
     *
     * @param concept visit_concept_id or visit_detail_concept_id
     * @param start first day
     * @param end last day; where the record has none, that of the visit's last row, and of a part of one its first
     * @param dischargedTo discharged_to_concept_id, 0 when absent
     * @param dischargedToText discharged_to_source_value, "" when absent
     */
    public record Visit(long concept, LocalDate start, LocalDate end, long dischargedTo, String dischargedToText) {}

    /**
     * A row of a concept set.
     *
     * @param set name of the concept set in the protocol
     * @param day its first day
     */
    public record Event(String set, LocalDate day) {}

    /**
     * A number measured.
     *
     * @param set name of the concept set in the protocol
     * @param day its day
     * @param time its time, where the record has one
     * @param value in the record's unit
     * @param unit unit_concept_id, 0 when absent
     * @param unitText unit_source_value, "" when absent
     */
    public record Reading(
            String set, LocalDate day, Optional<LocalDateTime> time, double value, long unit, String unitText) {}

    /**
     * Demographics.
     *
     * @param gender gender_concept_id
     * @param yearOfBirth year
     * @param race race_concept_id
     * @param ethnicity ethnicity_concept_id
     */
    public record Demographics(long gender, int yearOfBirth, long race, long ethnicity) {}
}
