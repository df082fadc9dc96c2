package org.tessera.imaging.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;

/** Hands out manifests. The ledger says who took one and of how many cases, in buckets; never which. */
@ApplicationScoped
public class IssuingManifests {
    private final Members members;
    private final Ledger ledger;

    IssuingManifests(Members members, Ledger ledger) {
        this.members = members;
        this.ledger = ledger;
    }

    /** The manifest of a saved cohort. */
    @Transactional
    public Manifest ofCohort(SavedCohort cohort, Actor reader, String role) {
        String id = cohort.id().toString();
        ledger.transition(new Entry("cohort.manifest-issued", id, reader, role, (long) cohort.subjects(), null));
        return out -> members.writeManifest(cohort.catalogueVersion(), cohort.filter(), out);
    }

    /** The manifest of listed cases of a version. */
    @Transactional
    public Manifest ofCases(
            String version, List<CommonsSubjectId> cases, CaseFilter filter, Actor reader, String role) {
        ledger.transition(new Entry("manifest.issued", version, reader, role, (long) cases.size(), null));
        return out -> members.writeManifest(version, filter, cases, out);
    }

    /** A manifest that is written when somebody reads it. */
    @FunctionalInterface
    public interface Manifest {
        /** Writes all of it, in the caller's transaction. */
        void write(OutputStream out) throws IOException;
    }
}
