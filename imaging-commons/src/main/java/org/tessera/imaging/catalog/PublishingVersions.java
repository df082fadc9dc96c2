package org.tessera.imaging.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.CatalogueVersions.Published;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.OutgoingTransfers;

/** Freezes what the commons holds as a version of the public catalogue, and publishes it. */
@ApplicationScoped
public class PublishingVersions {
    /** Where a version is published. */
    public static final String CHANNEL = "commons.catalogue.v1";

    private final CatalogueVersions versions;
    private final ImageFiles files;
    private final OutgoingTransfers transfers;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Event<VersionPublished> published;
    private final Clock clock;

    PublishingVersions(
            CatalogueVersions versions,
            ImageFiles files,
            OutgoingTransfers transfers,
            Outbox outbox,
            Ledger ledger,
            Event<VersionPublished> published,
            Clock clock) {
        this.versions = versions;
        this.files = files;
        this.transfers = transfers;
        this.outbox = outbox;
        this.ledger = ledger;
        this.published = published;
        this.clock = clock;
    }

    /**
     * Freezes and publishes, in the caller's transaction: the version, its parts, its message and the profile of the
     * whole commons leave together or not at all. Throws the problems "catalogue-version-exists" and "catalogue-empty"
     * (409).
     */
    public Published publish(String version, Actor curator, String role) {
        Published frozen = versions.freeze(version, clock.instant(), curator.subject());
        if (frozen.cases() == 0) {
            throw Refusals.conflict("catalogue-empty", "There is no case to publish.");
        }
        TransferId id = TransferId.random();
        Transfer transfer = send(frozen.version(), id);
        CatalogueVersion message = new CatalogueVersion(
                frozen.version(),
                frozen.publishedAt(),
                frozen.cases(),
                frozen.studies(),
                frozen.measurements(),
                frozen.files(),
                transfer);
        outbox.send(new Outgoing(CHANNEL, id.toString(), message, curator, null));
        ledger.transition(new Entry(
                "catalogue-version.published", version, curator, role, (long) frozen.cases(), transfer.digest()));
        published.fire(new VersionPublished(frozen));
        return frozen;
    }

    private Transfer send(String version, TransferId id) {
        try {
            Path folder = files.incoming();
            try {
                Path content = folder.resolve("catalogue.ndjson.gz");
                try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(content))) {
                    versions.write(version, out);
                }
                try (InputStream in = Files.newInputStream(content)) {
                    return transfers.send(CHANNEL, id.toString(), id, in, null);
                }
            } finally {
                ImageFiles.remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
