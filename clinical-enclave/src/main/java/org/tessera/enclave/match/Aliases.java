package org.tessera.enclave.match;

import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.omop.PersonId;

/**
 * Names that a project uses instead of real ids: HMAC-SHA256 under the project's key. Throws {@link ProjectKeyGone} once
 * that key is destroyed.
 */
public interface Aliases {
    /** Alias of a case of the commons. */
    SubjectAlias subject(ProjectId project, CommonsSubjectId id);

    /** Alias of a person of the enclave. */
    PersonAlias person(ProjectId project, PersonId id);
}
