package org.tessera.enclave.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.AligningCohorts;
import org.tessera.enclave.alignment.AligningCohorts.Aligned;
import org.tessera.enclave.alignment.DatePair;
import org.tessera.enclave.alignment.ImagingStudy;
import org.tessera.enclave.alignment.IntervalMatching;
import org.tessera.enclave.alignment.PersonKeys;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.enclave.protocol.Phenotype;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.enclave.upload.ImportedTables;

/** Joins the imported measures, the aligned study population and the clinical records, and fits the protocol's models. */
@ApplicationScoped
public class AnalysingCohorts {
    private final AligningCohorts aligning;
    private final ImportedTables tables;
    private final ClinicalRecords records;
    private final Catalogue catalogue;
    private final PersonKeys keys;

    AnalysingCohorts(
            AligningCohorts aligning,
            ImportedTables tables,
            ClinicalRecords records,
            Catalogue catalogue,
            PersonKeys keys) {
        this.aligning = aligning;
        this.tables = tables;
        this.records = records;
        this.catalogue = catalogue;
        this.keys = keys;
    }

    /** The study population as it is now; throws the problem "no-active-match" (409). */
    public Cohort cohort(Project project) {
        Aligned aligned = aligning.align(project);
        List<AlignedPerson> final1 = aligned.members();
        Set<PersonId> persons = new HashSet<>();
        final1.forEach(each -> persons.addAll(each.records()));
        Map<PersonId, ClinicalRecord> facts = records.of(persons, project.protocol());
        List<UploadRow> rows = tables.rows(project.id());
        Map<String, List<UploadRow>> byStudy = new HashMap<>();
        rows.forEach(row -> byStudy.computeIfAbsent(
                        row.submitterId().value() + " " + row.studyUid(), any -> new ArrayList<>())
                .add(row));
        List<Cohort.Member> members = new ArrayList<>();
        for (AlignedPerson person : final1) {
            ClinicalRecord record = ClinicalRecord.of(person.records(), facts);
            members.add(member(project, aligned, person, record, byStudy));
        }
        return new Cohort(aligned, members, rows);
    }

    /** Fits every model of the protocol. */
    public static List<Fit> models(Protocol protocol, List<Observation> observations) {
        return protocol.models().stream()
                .map(model -> LogisticRegression.fit(model.name(), model.covariates(), observations))
                .toList();
    }

    private Cohort.Member member(
            Project project,
            Aligned aligned,
            AlignedPerson person,
            ClinicalRecord record,
            Map<String, List<UploadRow>> byStudy) {
        Protocol protocol = project.protocol();
        DatePair aligning = person.match().pairs().getFirst();
        LocalDate day = person.studyDay();
        var indicators = new Indicators(protocol, record, day);
        Optional<String> outcome = indicators.phenotype(protocol.outcomePhenotype());
        Map<String, Boolean> alternatives = new HashMap<>();
        for (Phenotype phenotype : protocol.phenotypes()) {
            alternatives.put(phenotype.name(), indicators.phenotype(phenotype).isPresent());
        }
        return new Cohort.Member(
                keys.of(project.id(), person.subjects()).value(),
                person,
                day,
                indicators.hospitalisation().assumed(),
                outcome,
                alternatives,
                indicators.values(),
                indicators.history(aligning.test()),
                measures(protocol, person, byStudy),
                disagreements(aligned.match().catalogueVersion(), person, record));
    }

    private List<String> disagreements(String version, AlignedPerson person, ClinicalRecord record) {
        Stream<String> attributes = person.subjects().stream()
                .flatMap(subject -> catalogue.find(version, subject).stream())
                .flatMap(each ->
                        BothDomains.disagreements(each, record.demographics(), person.indexDay(each.submitterId()))
                                .stream());
        boolean died = BothDomains.diedBefore(person.studyDay(), record.deaths());
        return Stream.concat(attributes, died ? Stream.of("death") : Stream.empty())
                .distinct()
                .toList();
    }

    private static List<Map<String, Double>> measures(
            Protocol protocol, AlignedPerson person, Map<String, List<UploadRow>> byStudy) {
        var matching = new IntervalMatching(protocol.imaging());
        List<Map<String, Double>> measures = new ArrayList<>();
        for (ImagingStudy study : person.match().eligible()) {
            Set<String> inView = new HashSet<>();
            study.images().stream()
                    .filter(matching::inView)
                    .flatMap(image -> image.objectId().stream())
                    .forEach(inView::add);
            String key = study.subject().value() + " " + study.studyUid();
            for (UploadRow row : byStudy.getOrDefault(key, List.of())) {
                if (inView.contains(row.objectId())) {
                    measures.add(measure(protocol, row));
                }
            }
        }
        return measures;
    }

    private static Map<String, Double> measure(Protocol protocol, UploadRow row) {
        Map<String, Double> values = new HashMap<>();
        for (Covariate covariate : protocol.covariates()) {
            if (covariate instanceof Covariate.Measure measure) {
                values.put(measure.name(), row.imagingIndex() / measure.unit());
            }
        }
        return values;
    }
}
