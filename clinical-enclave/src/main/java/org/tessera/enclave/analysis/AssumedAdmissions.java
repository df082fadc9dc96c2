package org.tessera.enclave.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.enclave.alignment.Admissions;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.Protocol;

/** By the visits of all her records, as the indicators see them. */
@ApplicationScoped
class AssumedAdmissions implements Admissions {
    private final ClinicalRecords records;

    AssumedAdmissions(ClinicalRecords records) {
        this.records = records;
    }

    @Override
    public Set<AlignedPerson> assumed(Protocol protocol, List<AlignedPerson> members) {
        Set<PersonId> persons = new HashSet<>();
        members.forEach(each -> persons.addAll(each.records()));
        Map<PersonId, List<ClinicalRecord.Visit>> visits = records.visits(persons);
        return members.stream()
                .filter(each -> Hospitalisation.holding(
                                each.studyDay(),
                                each.records().stream()
                                        .flatMap(record -> visits.getOrDefault(record, List.of()).stream())
                                        .toList(),
                                protocol.inpatientVisits())
                        .assumed())
                .collect(Collectors.toSet());
    }
}
