package org.tessera.representativeness.subgroup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.messaging.Ledger;
import org.tessera.representativeness.recall.Recalls;
import org.tessera.representativeness.report.Reports;

/** Keeps released subgroup reports and shows them beside the distances of the profile that they name. */
@ApplicationScoped
@Transactional
public class ShowingSubgroups {
    /** The channel on which the enclave releases reports and takes them back. */
    public static final String CHANNEL = "enclave.subgroup-reports.v1";

    private final SubgroupReports subgroups;
    private final Reports reports;
    private final Recalls recalls;
    private final Ledger ledger;

    ShowingSubgroups(SubgroupReports subgroups, Reports reports, Recalls recalls, Ledger ledger) {
        this.subgroups = subgroups;
        this.reports = reports;
        this.recalls = recalls;
        this.ledger = ledger;
    }

    /** Keeps a report, in the caller's transaction, unless it was recalled; one that is there already stays as it is. */
    public void heard(SubgroupReport report) {
        if (!recalls.contains(CHANNEL, report.reportId().value()) && subgroups.keep(report)) {
            ledger.transition(Ledger.Entry.of(
                    "subgroup-report.received", report.reportId().toString(), null, null));
        }
    }

    /** Forgets a report that was recalled, in the caller's transaction. */
    public void recalled(SubgroupReportId report) {
        recalls.add(CHANNEL, report.value());
        subgroups.forget(report);
        ledger.transition(Ledger.Entry.of("subgroup-report.recalled", report.toString(), null, null));
    }

    /** Reports that name this account, oldest first; see {@link SubgroupReports#of}. */
    public List<SideBySide> of(String account, long after, int limit) {
        return subgroups.of(account, after, limit).stream().map(this::beside).toList();
    }

    private SideBySide beside(SubgroupReports.Kept kept) {
        SubgroupReport report = kept.report();
        ProfileId profile = report.profileId();
        return new SideBySide(
                kept.position(),
                report.label(),
                report.asOf(),
                report.outcome(),
                report.model(),
                report.overall(),
                report.subgroups(),
                profile == null ? List.of() : reports.about(profile));
    }

    /**
     * How a model performs in the subgroups of a cohort, and how far the cohort is from reference populations.
     *
     * @param position for paging
     * @param label a title for people
     * @param asOf when the model was evaluated
     * @param outcome phenotype that the model predicts
     * @param model name of the model
     * @param overall everyone
     * @param subgroups each category of each attribute
     * @param distances of the cohort's released profile, one report per reference; empty when none was released or it was
     *     recalled
     */
    @Schema(description = "A model's performance in subgroups of a cohort, beside the cohort's distances")
    public record SideBySide(
            String position,
            String label,
            Instant asOf,
            String outcome,
            String model,
            SubgroupReport.Performance overall,
            List<SubgroupReport.Subgroup> subgroups,
            List<RepresentativenessReport> distances) {}
}
