package org.tessera.representativeness.report.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ProfileId;
import org.tessera.representativeness.report.Profiles;

/** Profiles in table {@code profile}. */
@ApplicationScoped
public class ProfileTable implements Profiles {
    private final ObjectMapper json;

    ProfileTable(ObjectMapper json) {
        this.json = json;
    }

    @Override
    @Transactional
    public void keep(CohortProfile profile) {
        ProfileRow row = ProfileRow.<ProfileRow>find(
                        "profileId", profile.profileId().value())
                .firstResultOptional()
                .orElseGet(ProfileRow::new);
        row.profileId = profile.profileId().value();
        row.stage = profile.stage();
        row.label = profile.label();
        row.owner = profile.owner();
        row.asOf = profile.asOf();
        row.counts = write(new Counts(profile.persons(), profile.attributes()));
        row.persist();
    }

    @Override
    @Transactional
    public List<KeptProfile> readableBy(String account, long after, int limit) {
        return ProfileRow.<ProfileRow>find("(owner is null or owner = ?1) and id > ?2", Sort.by("id"), account, after)
                .page(Page.ofSize(limit))
                .stream()
                .map(this::kept)
                .toList();
    }

    private KeptProfile kept(ProfileRow row) {
        return new KeptProfile(
                String.valueOf(row.id), new ProfileId(row.profileId), row.stage, row.label, row.asOf, read(row.counts));
    }

    private String write(Counts counts) {
        try {
            return json.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts could not be written", e);
        }
    }

    private Counts read(String text) {
        try {
            return json.readValue(text, Counts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored counts could not be read", e);
        }
    }
}
