package org.tessera.imaging.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.tessera.envelope.Actor;
import org.tessera.imaging.catalog.Submission.State;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;

/**
 * Takes a partner's bundle in: what keeps the rules goes in, each row that does not is reported, and the totals add up.
 * A case that is submitted again replaces the one before, with all its studies, tests and series; submitting the same
 * twice changes nothing.
 */
@ApplicationScoped
public class SubmittingBundles {
    private final Bundles bundles;
    private final BundleLoads loads;
    private final Ledger ledger;
    private final Clock clock;

    SubmittingBundles(Bundles bundles, BundleLoads loads, Ledger ledger, Clock clock) {
        this.bundles = bundles;
        this.loads = loads;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Loads the archive in the caller's transaction. Throws {@link RefusedBundle} when nothing of it may go in; that is
     * a denial in the ledger.
     *
     * @param archive the zip, on disk
     * @param folder an empty folder to unpack it into
     */
    public Submission submit(Path archive, Path folder, Actor curator, String role) {
        try {
            Unpacked bundle = bundles.open(archive, folder);
            return load(bundle, curator, role);
        } catch (RefusedBundle e) {
            ledger.denial(Entry.of("submission.refused:" + e.kind(), "bundle", curator, role));
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Submission load(Unpacked bundle, Actor curator, String role) throws IOException {
        UUID id = UUID.randomUUID();
        BundleLoads.Loaded loaded = loads.load(id, bundle, curator);
        State state = loaded.files().stream().allMatch(file -> file.rejected() == 0)
                ? State.LOADED
                : State.LOADED_WITH_ERRORS;
        Submission submission = new Submission(
                id,
                bundle.manifest().partner(),
                bundle.manifest().release(),
                "sha256:" + bundle.manifestDigest(),
                state,
                clock.instant(),
                loaded.files(),
                List.copyOf(loaded.warnings()));
        loads.end(submission);
        ledger.transition(new Entry(
                "submission." + (state == State.LOADED ? "loaded" : "loaded-with-errors"),
                id.toString(),
                curator,
                role,
                loaded.cases(),
                submission.manifestDigest()));
        return submission;
    }
}
