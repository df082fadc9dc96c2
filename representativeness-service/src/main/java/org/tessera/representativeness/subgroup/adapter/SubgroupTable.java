package org.tessera.representativeness.subgroup.adapter;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.representativeness.subgroup.SubgroupReports;

/** Subgroup reports in table {@code subgroup_report}. */
@ApplicationScoped
public class SubgroupTable implements SubgroupReports {
    @Override
    @Transactional
    public boolean keep(SubgroupReport report) {
        if (SubgroupRow.count("reportId", report.reportId().value()) > 0) {
            return false;
        }
        SubgroupRow row = new SubgroupRow();
        row.reportId = report.reportId().value();
        row.owner = Objects.requireNonNull(report.owner(), "the schema wants an owner");
        row.report = ContractJson.text(report);
        row.persist();
        return true;
    }

    @Override
    @Transactional
    public void forget(SubgroupReportId report) {
        SubgroupRow.delete("reportId", report.value());
    }

    @Override
    @Transactional
    public List<Kept> of(String account, long after, int limit) {
        return SubgroupRow.<SubgroupRow>find("owner = ?1 and id > ?2", Sort.by("id"), account, after)
                .page(Page.ofSize(limit))
                .stream()
                .map(row -> new Kept(String.valueOf(row.id), read(row.report)))
                .toList();
    }

    private static SubgroupReport read(String text) {
        try {
            return ContractJson.read(text, SubgroupReport.class);
        } catch (IOException e) {
            throw new IllegalStateException("a stored subgroup report could not be read", e);
        }
    }
}
