package org.tessera.enclave.catalogue;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;

/** The cases of the catalogue versions that were taken in. */
public interface Catalogue {
    /** The case as that version shows it; empty when the version or the case in it is unknown. */
    Optional<CatalogueCase> find(String version, CommonsSubjectId id);

    /** All cases of a version in the order of their ids, none when it is unknown; to be closed by the caller. */
    Stream<CatalogueCase> cases(String version);

    /** Which cases the version has and the newest version no longer has. */
    Set<CommonsSubjectId> gone(String version);
}
