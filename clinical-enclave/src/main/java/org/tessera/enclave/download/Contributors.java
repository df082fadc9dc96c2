package org.tessera.enclave.download;

import java.util.Map;
import java.util.Set;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.PersonKey;

/** Which partners have a record of whom among the linked persons of a project; it goes into no answer. */
interface Contributors {
    /** By the project's key of a person; who is not linked is absent. */
    Map<PersonKey, Set<String>> of(ProjectId project);
}
