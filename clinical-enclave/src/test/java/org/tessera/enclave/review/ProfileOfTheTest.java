package org.tessera.enclave.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;

/** Makes a cohort profile of 40 persons about whom nothing is said. */
@ApplicationScoped
public class ProfileOfTheTest implements ReleasableSource {
    @Override
    public String kind() {
        return "profile-of-the-test";
    }

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        var profile = new CohortProfile(
                ProfileId.random(), "final-cohort", "A cohort", null, Instant.EPOCH, Count.of(40), Map.of());
        return new FrozenResource(
                "profile.json",
                kind(),
                "application/json",
                ContractJson.bytes(profile),
                new Disclosable.Profile(profile, new Disclosable.CountTable(List.of(), List.of())));
    }
}
