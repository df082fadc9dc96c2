package org.tessera.enclave.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.AligningCohorts.Aligned;

/**
 * The study population with its indicators: inside the service only.
 *
 * @param aligned the alignment it is the final cohort of
 * @param members its members
 * @param imported the imported table that its measures are from
 */
public record Cohort(Aligned aligned, List<Member> members, List<UploadRow> imported) {
    /** Copies. */
    public Cohort {
        imported = List.copyOf(imported);
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param key her key in the disclosure check and in the models
     * @param person who she is
     * @param studyDay calendar day of her study
     * @param admissionAssumed whether no inpatient visit holds the study day
     * @param outcomeReason the criterion of the outcome that is met, if any
     * @param alternatives phenotype to whether it is met
     * @param covariates clinical covariates; a missing one is absent
     * @param history what her record says of her history, true or false; absent where it says nothing
     * @param measures uploaded measures of her images, by image
     * @param disagreements attributes in which the two domains disagree: "sex", "race", "age", and "death" where the record
     *     has her dead before her study
     */
    public record Member(
            String key,
            AlignedPerson person,
            LocalDate studyDay,
            boolean admissionAssumed,
            Optional<String> outcomeReason,
            Map<String, Boolean> alternatives,
            Map<String, Double> covariates,
            Map<String, Boolean> history,
            List<Map<String, Double>> measures,
            List<String> disagreements) {
        /** Copies. */
        public Member {
            alternatives = Map.copyOf(alternatives);
            covariates = Map.copyOf(covariates);
            history = Map.copyOf(history);
            measures = List.copyOf(measures);
            disagreements = List.copyOf(disagreements);
        }

        /** Whether the outcome is met. */
        public boolean outcome() {
            return outcomeReason.isPresent();
        }
    }

    /** One observation per image. */
    public List<Observation> observations() {
        return members.stream()
                .flatMap(member -> member.measures().stream().map(measures -> {
                    Map<String, Double> values = new java.util.HashMap<>(member.covariates());
                    values.putAll(measures);
                    return new Observation(member.key(), member.outcome(), values);
                }))
                .toList();
    }
}
