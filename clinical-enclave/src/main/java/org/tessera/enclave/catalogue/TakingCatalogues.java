package org.tessera.enclave.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Schemas;
import org.tessera.messaging.BoundedLines;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Unacceptable;

/** Takes a version of the commons' catalogue in: whole and with the counts it announced, or not at all. */
@ApplicationScoped
public class TakingCatalogues {
    private static final int BATCH = 1000;

    /** A case is one line; a longer one is no case. */
    private static final int LONGEST_LINE = 8 << 20;

    /** A few megabytes may unpack to gigabytes, so the whole is bounded too: some 8 KB each for a million cases. */
    private static final long LONGEST_CONTENT = 1L << 33;

    private final CatalogueVersions versions;
    private final IncomingTransfers transfers;
    private final Event<CatalogueTaken> events;
    private final Ledger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public TakingCatalogues(
            CatalogueVersions versions,
            IncomingTransfers transfers,
            Event<CatalogueTaken> events,
            Ledger ledger,
            Clock clock) {
        this.versions = versions;
        this.transfers = transfers;
        this.events = events;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes one in, in the caller's transaction; throws {@link Unacceptable} when it is not what it says. */
    public void take(CatalogueVersion announced) {
        TakenVersion version = new TakenVersion(
                announced.version(),
                announced.publishedAt(),
                clock.instant(),
                announced.cases(),
                announced.studies(),
                announced.measurements(),
                announced.files(),
                announced.transfer().digest());
        var known = versions.find(version.version());
        if (known.isPresent()) {
            if (!known.get().digest().equals(version.digest())) {
                throw new Unacceptable("catalogue-version-changed");
            }
            transfers.discard(announced.transfer().id());
            return;
        }
        versions.begin(version);
        try (InputStream content = new GZIPInputStream(transfers.open(announced.transfer(), List.of()), 1 << 16)) {
            store(content, announced);
        } catch (IncompleteTransfer e) {
            throw new Unacceptable("catalogue-incomplete");
        } catch (IOException e) {
            throw new Unacceptable("catalogue-unreadable");
        }
        transfers.discard(announced.transfer().id());
        events.fire(new CatalogueTaken(version.version()));
        ledger.transition(
                new Ledger.Entry("catalogue-version.taken", version.version(), null, null, null, version.digest()));
    }

    private void store(InputStream content, CatalogueVersion announced) throws IOException {
        int cases = 0;
        int studies = 0;
        int measurements = 0;
        long files = 0;
        long characters = 0;
        List<CatalogueCase> batch = new ArrayList<>(BATCH);
        try (BoundedLines lines = new BoundedLines(
                new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16),
                LONGEST_LINE,
                LONGEST_CONTENT)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                CatalogueCase next = read(line);
                cases++;
                studies += next.imagingStudies().size();
                measurements += next.measurements().size();
                files += filesOf(next);
                batch.add(next);
                characters += line.length();
                if (cases > announced.cases()) {
                    throw new Unacceptable("catalogue-counts-differ");
                }
                if (batch.size() == BATCH || characters > LONGEST_LINE) {
                    add(announced.version(), batch);
                    characters = 0;
                }
            }
        }
        add(announced.version(), batch);
        if (cases != announced.cases()
                || studies != announced.studies()
                || measurements != announced.measurements()
                || files != announced.files()) {
            throw new Unacceptable("catalogue-counts-differ");
        }
    }

    private static CatalogueCase read(String line) throws IOException {
        JsonNode content = ContractJson.tree(line.getBytes(StandardCharsets.UTF_8));
        if (!Schemas.checkContent("catalogue-case", content).isEmpty() || line.contains("\\u0000")) {
            throw new Unacceptable("catalogue-case-invalid");
        }
        return ContractJson.read(content, CatalogueCase.class);
    }

    private void add(String version, List<CatalogueCase> batch) {
        if (versions.add(version, batch) != batch.size()) {
            throw new Unacceptable("catalogue-case-twice");
        }
        batch.clear();
    }

    private static long filesOf(CatalogueCase subject) {
        return subject.imagingStudies().stream()
                .flatMap(study -> study.series().stream())
                .filter(series -> series.objectId() != null)
                .count();
    }
}
