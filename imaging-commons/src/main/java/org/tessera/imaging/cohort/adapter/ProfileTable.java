package org.tessera.imaging.cohort.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.envelope.Actor;
import org.tessera.imaging.cohort.ProfileReport;
import org.tessera.imaging.cohort.Profiles;
import org.tessera.messaging.Sql;

/** Profiles that were sent, and the reports on them. */
@ApplicationScoped
class ProfileTable implements Profiles {
    private final Sql sql;
    private final Clock clock;

    ProfileTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void add(CohortProfile profile) {
        sql.update(
                "insert into cohort_profile (profile_id, stage, label, account, sent_at) values (?, ?, ?, ?, ?)",
                profile.profileId().value(),
                profile.stage(),
                profile.label(),
                profile.owner(),
                profile.asOf());
    }

    @Override
    public boolean knows(ProfileId id) {
        return sql.exists("select from cohort_profile where profile_id = ?", id.value());
    }

    @Override
    public void keep(RepresentativenessReport report) {
        sql.update(
                "insert into representativeness_report (profile_id, reference, alignment, distances, received_at)"
                        + " values (?, ?, ?, ?::jsonb, ?) on conflict (profile_id, reference, alignment)"
                        + " do update set distances = excluded.distances, received_at = excluded.received_at",
                report.profileId().value(),
                report.reference(),
                report.alignment(),
                ContractJson.text(report.distances()),
                clock.instant());
    }

    @Override
    public List<ProfileReport> reports(Actor reader, int limit, @Nullable String after) {
        return sql.list(
                "select p.profile_id, p.stage, p.label, r.reference, r.alignment, r.distances::text, r.received_at"
                        + " from representativeness_report r join cohort_profile p on p.profile_id = r.profile_id"
                        + " where (p.account is null or p.account = ?)"
                        + " and p.profile_id::text || '|' || r.reference || '|' || r.alignment > ? collate \"C\""
                        + " order by p.profile_id::text || '|' || r.reference || '|' || r.alignment collate \"C\" limit ?",
                ProfileTable::read,
                reader.subject(),
                after == null ? "" : after,
                limit);
    }

    private static ProfileReport read(ResultSet row) throws SQLException {
        try {
            List<Distance> distances =
                    ContractJson.mapper().readValue(row.getString(6), new TypeReference<List<Distance>>() {});
            return new ProfileReport(
                    new ProfileId(row.getObject(1, UUID.class)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    distances,
                    row.getObject(7, OffsetDateTime.class).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
