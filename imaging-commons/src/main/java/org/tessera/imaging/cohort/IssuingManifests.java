package org.tessera.imaging.cohort;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;

/** Hands out manifests. The ledger says who took one and of how many cases, in buckets; never which. */
@ApplicationScoped
public class IssuingManifests {
    private static final int SECONDS = 3_600;

    private final Members members;
    private final Ledger ledger;

    IssuingManifests(Members members, Ledger ledger) {
        this.members = members;
        this.ledger = ledger;
    }

    /** The manifest of a saved cohort. */
    public Manifest ofCohort(SavedCohort cohort, Actor reader, String role) {
        record("cohort.manifest-issued", cohort.id().toString(), cohort.subjects(), reader, role);
        return out -> stream(() -> members.writeManifest(cohort.catalogueVersion(), cohort.filter(), out));
    }

    /** The manifest of listed cases of a version. */
    public Manifest ofCases(
            String version, List<CommonsSubjectId> cases, CaseFilter filter, Actor reader, String role) {
        record("manifest.issued", version, cases.size(), reader, role);
        return out -> stream(() -> members.writeManifest(version, filter, cases, out));
    }

    private void record(String action, String object, long persons, Actor reader, String role) {
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.transition(new Entry(action, object, reader, role, persons, null)));
    }

    private static void stream(Writing writing) throws IOException {
        try {
            QuarkusTransaction.requiringNew().timeout(SECONDS).run(() -> {
                try {
                    writing.write();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A manifest that is written when somebody reads it. */
    @FunctionalInterface
    public interface Manifest {
        /** Writes all of it. */
        void write(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
