package org.tessera.enclave.omop;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.ServiceKeys;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;

/**
 * A steward loads a partner's bundle: proved first, then loaded in one transaction, so that a release is never seen half
 * loaded. The same bundle twice leaves the same rows under the same numbers.
 */
@ApplicationScoped
public class LoadingReleases {
    private static final Logger LOG = Logger.getLogger(LoadingReleases.class);

    private final OmopRows rows;
    private final ReleaseSubmissions submissions;
    private final ServiceKeys keys;
    private final IdempotencyKeys idempotency;
    private final Ledger ledger;
    private final Clock clock;
    private final LongTransaction transaction;

    /** Puts the use case together. */
    public LoadingReleases(
            OmopRows rows,
            ReleaseSubmissions submissions,
            ServiceKeys keys,
            IdempotencyKeys idempotency,
            Ledger ledger,
            Clock clock,
            LongTransaction transaction) {
        this.rows = rows;
        this.submissions = submissions;
        this.keys = keys;
        this.idempotency = idempotency;
        this.ledger = ledger;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What makes two requests the same one: the signed manifest. */
    record Request(String manifestDigest) {}

    /**
     * Loads the zip.
     *
     * @param limits how large it may be
     * @param idempotencyKey of the request
     * @throws BundleRefused when nothing of it may go in
     */
    public ReleaseSubmission load(Path zip, BundleLimits limits, @Nullable String idempotencyKey, Caller caller)
            throws IOException {
        try (Bundle bundle = Bundle.open(zip, limits)) {
            checkSignature(bundle);
            checkPersons(bundle.manifest());
            bundle.verify();
            return transaction.call(() -> idempotency.once(
                    idempotencyKey,
                    "load-release",
                    new Request(bundle.digest()),
                    ReleaseSubmission.class,
                    () -> load(bundle, caller)));
        } catch (BundleRefused refused) {
            ledger.denial(
                    Ledger.Entry.of("release.refused:" + refused.kind(), "bundle", caller.actor(), caller.role()));
            throw refused;
        }
    }

    private void checkSignature(Bundle bundle) {
        List<PublicKey> signing;
        try {
            signing = keys.signingKeysOf(bundle.manifest().partner());
        } catch (IllegalArgumentException e) {
            throw new BundleRefused("bundle-partner-unknown", "The enclave knows no partner of that name.");
        }
        if (!bundle.isSignedWith(signing)) {
            throw new BundleRefused("bundle-signature-wrong", "The manifest is not signed by the partner it names.");
        }
    }

    private void checkPersons(Manifest manifest) {
        List<CdmTable> tables = tablesOf(manifest);
        if (tables.stream().anyMatch(CdmTable::hasPersons) && tables.stream().noneMatch(CdmTable::isPerson)) {
            throw new BundleRefused(
                    "bundle-without-persons",
                    "The bundle has rows of persons and no omop/person.csv, without which none of them can be loaded.");
        }
    }

    private ReleaseSubmission load(Bundle bundle, Caller caller) {
        Manifest manifest = bundle.manifest();
        ReleaseSubmission begun = new ReleaseSubmission(
                ReleaseSubmissionId.random(),
                manifest.partner(),
                manifest.release(),
                ReleaseSubmission.State.LOADED,
                clock.instant(),
                bundle.digest(),
                List.of());
        rows.lock(manifest.partner(), manifest.release());
        if (tablesOf(manifest).stream().anyMatch(CdmTable::hasPersons)) {
            rows.clear(manifest.partner(), manifest.release());
            submissions.replace(manifest.partner(), manifest.release());
        }
        submissions.begin(begun, caller.actor().subject());
        List<FileTotals> totals = loadFiles(bundle, begun);
        submissions.finish(begun.id(), totals);
        rows.markWithdrawn(manifest.partner(), manifest.release());
        ReleaseSubmission loaded = new ReleaseSubmission(
                begun.id(),
                begun.partner(),
                begun.release(),
                begun.state(),
                begun.submittedAt(),
                begun.manifestDigest(),
                totals);
        ledger.transition(new Ledger.Entry(
                "release.loaded",
                loaded.id().toString(),
                caller.actor(),
                caller.role(),
                loaded.persons(),
                bundle.digest()));
        LOG.infof("release %s of %s loaded: submission %s", loaded.release(), loaded.partner(), loaded.id());
        return loaded;
    }

    private List<FileTotals> loadFiles(Bundle bundle, ReleaseSubmission submission) {
        Map<String, CdmTable> tables = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (CdmTable table : rows.tables()) {
            tables.put(fileOf(table), table);
            order.add(fileOf(table));
        }
        List<String> files = bundle.manifest().files().stream()
                .map(Manifest.BundleFile::path)
                .sorted(Comparator.comparingInt((String path) -> order.indexOf(lower(path)))
                        .thenComparing(path -> path))
                .toList();
        List<FileTotals> totals = new ArrayList<>();
        for (String file : files) {
            CdmTable table = tables.get(lower(file));
            totals.add(
                    table == null
                            ? FileTotals.ignored(file, "Not an OMOP table that the enclave keeps; not read.")
                            : load(bundle, submission, table, file));
        }
        return totals;
    }

    private FileTotals load(Bundle bundle, ReleaseSubmission submission, CdmTable table, String file) {
        FileTotals totals;
        try (InputStream in = bundle.read(file)) {
            totals = rows.load(submission, table, file, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (table.isPerson() && totals.accepted() == 0) {
            throw withoutPersons(submission.id(), file);
        }
        return totals;
    }

    /** What was loaded before stays; with the load its errors are forgotten too, so the first one is told. */
    private BundleRefused withoutPersons(ReleaseSubmissionId id, String file) {
        String first = submissions
                .firstError(id, file)
                .map(error -> " The first is refused in line " + error.line() + ": " + error.reason() + ".")
                .orElse("");
        return new BundleRefused(
                "bundle-without-persons",
                "Not one row of omop/person.csv could be loaded, and without persons none of the others can." + first);
    }

    private List<CdmTable> tablesOf(Manifest manifest) {
        Set<String> files =
                manifest.files().stream().map(file -> lower(file.path())).collect(Collectors.toSet());
        return rows.tables().stream()
                .filter(table -> files.contains(fileOf(table)))
                .toList();
    }

    private static String fileOf(CdmTable table) {
        return "omop/" + table.name() + ".csv";
    }

    private static String lower(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
