package org.tessera.enclave.analysis;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.enclave.protocol.Criterion;
import org.tessera.enclave.protocol.History;
import org.tessera.enclave.protocol.Phenotype;
import org.tessera.enclave.protocol.Protocol;

/** The clinical indicators of one person for the study of one day. */
public final class Indicators {
    private final Protocol protocol;
    private final ClinicalRecord record;
    private final LocalDate studyDay;
    private final Hospitalisation hospitalisation;

    /** Of a person's record, for a study day. */
    public Indicators(Protocol protocol, ClinicalRecord record, LocalDate studyDay) {
        this.protocol = protocol;
        this.record = record;
        this.studyDay = studyDay;
        this.hospitalisation = Hospitalisation.holding(studyDay, record.visits(), protocol.inpatientVisits());
    }

    /** The hospitalisation that holds the study. */
    public Hospitalisation hospitalisation() {
        return hospitalisation;
    }

    /** Weighted sum of conditions from all history up to and including the day of admission. */
    public int weightedConditions(Covariate.WeightedConditions covariate) {
        Set<String> present = new HashSet<>();
        for (ClinicalRecord.Event event : record.events()) {
            if (!event.day().isAfter(hospitalisation.admission())) {
                present.add(event.set());
            }
        }
        List<Covariate.Condition> found = covariate.conditions().stream()
                .filter(each -> present.contains(each.concepts().name()))
                .toList();
        Set<String> replaced = new HashSet<>();
        found.forEach(each -> replaced.addAll(each.replaces()));
        return found.stream()
                .filter(each -> !replaced.contains(each.name()))
                .mapToInt(Covariate.Condition::weight)
                .sum();
    }

    /** Lowest measurement of the study's calendar day; where there is none, of pairs of the same time. */
    public OptionalDouble lowestOnStudyDay(Covariate.LowestOnStudyDay covariate) {
        OptionalDouble own = ofDay(covariate.of(), covariate).stream()
                .mapToDouble(ClinicalRecord.Reading::value)
                .min();
        return own.isPresent() || covariate.fallback().isEmpty()
                ? own
                : pairs(covariate.fallback().get(), covariate).stream()
                        .mapToDouble(Double::doubleValue)
                        .min();
    }

    private List<Double> pairs(Covariate.Third third, Covariate.LowestOnStudyDay covariate) {
        List<ClinicalRecord.Reading> lows = ofDay(third.low(), covariate);
        List<ClinicalRecord.Reading> highs = ofDay(third.high(), covariate);
        List<Double> values = new ArrayList<>();
        Map<LocalDateTime, List<Double>> highsAt = byTime(highs);
        byTime(lows).forEach((time, lowsThen) -> {
            List<Double> highsThen = highsAt.getOrDefault(time, List.of());
            // exports write midnight where they know no time: several rows of midnight need not belong together
            if (!time.toLocalTime().equals(LocalTime.MIDNIGHT) || (lowsThen.size() == 1 && highsThen.size() == 1)) {
                lowsThen.forEach(low -> highsThen.forEach(high -> values.add(low + (high - low) / 3)));
            }
        });
        boolean onlyPair = lows.size() == 1 && highs.size() == 1;
        boolean withoutTime = onlyPair
                && (lows.getFirst().time().isEmpty() || highs.getFirst().time().isEmpty());
        if (withoutTime) {
            double low = lows.getFirst().value();
            values.add(low + (highs.getFirst().value() - low) / 3);
        }
        return values;
    }

    private static Map<LocalDateTime, List<Double>> byTime(List<ClinicalRecord.Reading> readings) {
        Map<LocalDateTime, List<Double>> timed = new HashMap<>();
        for (ClinicalRecord.Reading reading : readings) {
            reading.time()
                    .ifPresent(time -> timed.computeIfAbsent(time, any -> new ArrayList<>())
                            .add(reading.value()));
        }
        return timed;
    }

    private List<ClinicalRecord.Reading> ofDay(ConceptSet concepts, Covariate.LowestOnStudyDay covariate) {
        return record.readings().stream()
                .filter(each -> each.day().equals(studyDay))
                .filter(each -> each.set().equals(concepts.name()))
                .filter(each -> each.value() > 0)
                .filter(each ->
                        covariate.unit().isEmpty() || covariate.unit().get().isOf(each.unit(), each.unitText()))
                .toList();
    }

    /** The first criterion of a phenotype that is met, by name; empty when none is. */
    public Optional<String> phenotype(Phenotype phenotype) {
        return phenotype.criteria().stream()
                .filter(each -> meets(each, phenotype))
                .map(Criterion::name)
                .findFirst();
    }

    private boolean meets(Criterion criterion, Phenotype phenotype) {
        return switch (criterion) {
            case Criterion.Death death ->
                record.deaths().stream()
                        .filter(day -> !day.isBefore(studyDay))
                        .anyMatch(day -> inTime(day, day, phenotype));
            case Criterion.Event event ->
                record.events().stream()
                        .filter(each -> each.set().equals(event.concepts().name()))
                        .anyMatch(each -> inTime(each.day(), each.day(), phenotype));
            case Criterion.Visit visit ->
                Stream.concat(record.visits().stream(), record.visitDetails().stream())
                        .filter(each -> visit.concepts().ids().contains(each.concept()))
                        .anyMatch(each -> visited(each, phenotype));
            case Criterion.Discharge discharge ->
                record.visits().stream()
                        .filter(each -> dischargedTo(each, discharge))
                        .anyMatch(each -> inTime(each.end(), each.end(), phenotype));
        };
    }

    /** After the study is a visit that began on its day or later: one that was going on before is not. */
    private boolean visited(ClinicalRecord.Visit visit, Phenotype phenotype) {
        LocalDate to = phenotype.window() == Phenotype.When.HOURS_AFTER_STUDY ? visit.start() : visit.end();
        return inTime(visit.start(), to, phenotype);
    }

    private static boolean dischargedTo(ClinicalRecord.Visit visit, Criterion.Discharge discharge) {
        String text = visit.dischargedToText().toLowerCase(java.util.Locale.ROOT);
        return discharge.concepts().ids().contains(visit.dischargedTo())
                || discharge.text().stream().anyMatch(text::contains);
    }

    private boolean inTime(LocalDate from, LocalDate to, Phenotype phenotype) {
        return switch (phenotype.window()) {
            case EVER -> true;
            case LINKED_HOSPITALISATION ->
                !to.isBefore(hospitalisation.admission()) && !from.isAfter(hospitalisation.discharge());
            case HOURS_AFTER_STUDY -> {
                // the commons tells the study's day only: all days that may hold the window count, whole
                int days = Math.ceilDiv(phenotype.hours(), 24);
                yield !to.isBefore(studyDay) && !from.isAfter(studyDay.plusDays(days));
            }
        };
    }

    /**
     * What the record says of her history up to and including a day (S1, Table 2: "before or day of covid"), true or false by
     * name; absent where it says neither. A row that says it counts, whatever another denies.
     */
    public Map<String, Boolean> history(LocalDate indexEvent) {
        Set<String> before = record.events().stream()
                .filter(event -> !event.day().isAfter(indexEvent))
                .map(ClinicalRecord.Event::set)
                .collect(Collectors.toSet());
        Map<String, Boolean> said = new HashMap<>();
        for (History history : protocol.history()) {
            if (before.contains(history.has().name())) {
                said.put(history.name(), true);
            } else if (history.hasNot()
                    .filter(denied -> before.contains(denied.name()))
                    .isPresent()) {
                said.put(history.name(), false);
            }
        }
        return said;
    }

    /** The values of the protocol's clinical covariates; a missing one is absent. */
    public Map<String, Double> values() {
        Map<String, Double> values = new HashMap<>();
        for (Covariate covariate : protocol.covariates()) {
            switch (covariate) {
                case Covariate.Measure measure -> {}
                case Covariate.WeightedConditions conditions ->
                    values.put(conditions.name(), weightedConditions(conditions) >= conditions.atLeast() ? 1.0 : 0.0);
                case Covariate.LowestOnStudyDay lowest ->
                    lowestOnStudyDay(lowest)
                            .ifPresent(value -> values.put(lowest.name(), value < lowest.below() ? 1.0 : 0.0));
            }
        }
        return values;
    }
}
