package org.tessera.representativeness.subgroup;

import java.util.List;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReportId;

/** Subgroup reports that the enclave released. */
public interface SubgroupReports {
    /** Keeps a report; false when it was there already. */
    boolean keep(SubgroupReport report);

    /** Forgets a report, if it is there. */
    void forget(SubgroupReportId report);

    /**
     * Reports of an account, oldest first.
     *
     * @param account subject of the account
     * @param after continue behind this position, 0 from the start
     * @param limit at most so many
     */
    List<Kept> of(String account, long after, int limit);

    /**
     * A report.
     *
     * @param position for paging
     * @param report as it came
     */
    record Kept(String position, SubgroupReport report) {}
}
