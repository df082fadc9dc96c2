package org.tessera.enclave.match;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;

/** Keys of projects and of their match requests: files that are destroyed with what they protect. */
public interface EnclaveKeys {
    /** Makes the project's key, unless it has one. */
    void openProject(ProjectId project);

    /** The project's key, if it has one. */
    Optional<SecretKey> ofProject(ProjectId project);

    /** Makes a fresh pair for a request; the public half. */
    PublicKey openRequest(ProjectId project, MatchRequestId request);

    /** The private half of a request's pair, if it is still there. */
    Optional<PrivateKey> ofRequest(ProjectId project, MatchRequestId request);

    /** Destroys a request's pair. */
    void destroyRequest(ProjectId project, MatchRequestId request);

    /** Projects that have files. */
    Set<ProjectId> projects();

    /** Destroys the project's key and the pairs of all its requests. */
    void destroyProject(ProjectId project);
}
