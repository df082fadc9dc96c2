package org.tessera.enclave.match;

import org.tessera.enclave.approval.ProjectId;

/** The project has ended (or never opened), so its key and with it every alias is gone. */
public final class ProjectKeyGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param project the project */
    public ProjectKeyGone(ProjectId project) {
        super("no key for project " + project);
    }
}
