package org.tessera.enclave.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.rest.Page;

/** The versions that were taken in, for taking in and asking. */
public interface CatalogueVersions {
    /** The version of that name. */
    Optional<TakenVersion> find(String version);

    /** Newest publication first. */
    Page<TakenVersion> list(int limit, String after);

    /** Begins a version; its cases follow. */
    void begin(TakenVersion version);

    /** Keeps cases of a version; returns how many of them were new to it. */
    int add(String version, List<CatalogueCase> cases);

    /** Which of these the version has and the newest version, if it is another, still has. */
    Set<CommonsSubjectId> available(String version, List<CommonsSubjectId> subjects);
}
