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
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.representativeness.report.Origin;
import org.tessera.representativeness.report.Reports;

/** Reports in table {@code report}. */
@ApplicationScoped
public class ReportTable implements Reports {
    private final ObjectMapper json;

    ReportTable(ObjectMapper json) {
        this.json = json;
    }

    @Override
    @Transactional
    public void keep(CohortProfile profile, RepresentativenessReport report, Origin origin) {
        ReportRow row = ReportRow.<ReportRow>find(
                        "profileId = ?1 and reference = ?2", profile.profileId().value(), report.reference())
                .firstResultOptional()
                .orElseGet(ReportRow::new);
        row.profileId = profile.profileId().value();
        row.reference = report.reference();
        row.origin = origin;
        row.stage = profile.stage();
        row.label = profile.label();
        row.owner = profile.owner();
        row.asOf = profile.asOf();
        row.report = write(report);
        row.persist();
    }

    @Override
    @Transactional
    public void forget(ProfileId profile, Origin origin) {
        ReportRow.delete("profileId = ?1 and origin = ?2", profile.value(), origin);
    }

    @Override
    @Transactional
    public List<KeptReport> ofTheCommons(String account, long after, int limit) {
        return ReportRow.<ReportRow>find(
                        "origin = ?1 and (owner is null or owner = ?2) and id > ?3",
                        Sort.by("id"),
                        Origin.COMMONS,
                        account,
                        after)
                .page(Page.ofSize(limit))
                .stream()
                .map(row -> new KeptReport(String.valueOf(row.id), row.stage, row.label, row.asOf, read(row.report)))
                .toList();
    }

    @Override
    @Transactional
    public List<RepresentativenessReport> about(ProfileId profile) {
        return ReportRow.<ReportRow>find("profileId", Sort.by("reference"), profile.value()).stream()
                .map(row -> read(row.report))
                .toList();
    }

    private String write(RepresentativenessReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report could not be written", e);
        }
    }

    private RepresentativenessReport read(String text) {
        try {
            return json.readValue(text, RepresentativenessReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report could not be read", e);
        }
    }
}
