package org.tessera.enclave.upload;

import java.util.List;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.approval.ProjectId;

/** What a workspace may compute with: tables that were approved by a reviewer and imported. */
public interface ImportedTables {
    /**
     * The rows of the latest imported table of a project, in the table's order; empty when none was imported. A later
     * import replaces an earlier one, so that no image has two measures.
     */
    List<UploadRow> rows(ProjectId id);
}
