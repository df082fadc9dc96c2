package org.tessera.enclave.approval;

import org.tessera.enclave.approval.DataUseRequest.Filing;

/** Who is a member of a project, or ever was one: such a person reviews and decides nothing of it, also after she has left. */
final class Parties {
    private final Projects projects;
    private final DataUseRequests requests;
    private final References references;

    Parties(Projects projects, DataUseRequests requests) {
        this.projects = projects;
        this.requests = requests;
        this.references = new References(requests);
    }

    /** Whether the account is or ever was a member, by the database and by every request that made somebody one. */
    boolean include(ProjectId project, Account account) {
        return projects.find(project)
                        .filter(workspace -> workspace.hasMember(account))
                        .isPresent()
                || requests.everApproved(project).stream()
                        .map(DataUseRequest::filing)
                        .filter(this::makesMembers)
                        .anyMatch(filing -> filing.isPartyTo(account));
    }

    private boolean makesMembers(Filing filing) {
        return switch (references.effectiveType(filing)) {
            case NEW, COLLABORATOR, APPEAL -> true;
            case RENEWAL, REVISION -> false;
        };
    }
}
