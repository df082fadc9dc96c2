package org.tessera.enclave.match;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.Schemas;
import org.tessera.contracts.Transfer;
import org.tessera.enclave.catalogue.CatalogueVersions;
import org.tessera.enclave.catalogue.TakenVersion;
import org.tessera.enclave.omop.References;
import org.tessera.messaging.BoundedLines;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.Unacceptable;

/**
 * The broker's answer: opened with the request's key, mapped to the enclave's persons and the catalogue's cases, and made
 * the project's match table. An answer that comes twice, or after the request ended, changes nothing.
 */
@ApplicationScoped
public class ReceivingMatches {
    private static final Logger LOG = Logger.getLogger(ReceivingMatches.class);
    private static final Pattern REASON = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int BATCH = 2000;
    private static final int LONGEST_LINE = 1 << 20;

    /** A few megabytes may unpack to gigabytes, so the whole is bounded too: some two million pairs. */
    private static final long LONGEST_CONTENT = 1L << 29;

    private final MatchRequests requests;
    private final MatchLinks links;
    private final References references;
    private final CatalogueVersions catalogue;
    private final EnclaveKeys keys;
    private final KeyedAliases aliases;
    private final IncomingTransfers transfers;
    private final EndingMatches ending;
    private final MatchLedger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public ReceivingMatches(
            MatchRequests requests,
            MatchLinks links,
            References references,
            CatalogueVersions catalogue,
            EnclaveKeys keys,
            KeyedAliases aliases,
            IncomingTransfers transfers,
            EndingMatches ending,
            MatchLedger ledger,
            Clock clock) {
        this.requests = requests;
        this.links = links;
        this.references = references;
        this.catalogue = catalogue;
        this.keys = keys;
        this.aliases = aliases;
        this.transfers = transfers;
        this.ending = ending;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes an answer, in the caller's transaction. */
    public void receive(MatchResult result) {
        ProjectMatch found =
                requests.find(result.requestId()).orElseThrow(() -> new Unacceptable("match-request-unknown"));
        requests.lock(found.order().project());
        if (requests.find(result.requestId()).orElse(null) instanceof ProjectMatch.Matching matching) {
            switch (result.outcome()) {
                case MATCHED -> match(matching, result);
                case REFUSED, FAILED -> ending.fail(matching, reason(result));
            }
        } else {
            LOG.infof("match request %s is over: its result is ignored", result.requestId());
        }
        Transfer transfer = result.transfer();
        if (transfer != null) {
            transfers.discard(transfer.id());
        }
    }

    private void match(ProjectMatch.Matching matching, MatchResult result) {
        Transfer transfer = result.transfer();
        Optional<PrivateKey> key =
                keys.ofRequest(matching.order().project(), matching.order().id());
        if (transfer == null || key.isEmpty()) {
            ending.fail(matching, transfer == null ? "result-without-content" : "request-key-gone");
            return;
        }
        List<LinkedPerson> persons;
        try (InputStream content = new GZIPInputStream(transfers.open(transfer, List.of(key.get())), 1 << 16)) {
            persons = persons(matching.order(), content);
        } catch (IncompleteTransfer e) {
            ending.fail(matching, "result-incomplete");
            return;
        } catch (IOException e) {
            ending.fail(matching, "result-unreadable");
            return;
        } catch (ProjectKeyGone e) {
            ending.fail(matching, "project-key-gone");
            return;
        }
        activate(matching, persons, result.fuzzy());
    }

    private void activate(ProjectMatch.Matching matching, List<LinkedPerson> persons, @Nullable Fuzzy compared) {
        Instant now = clock.instant();
        ProjectMatch.Matched matched = matching.match(now, matching.order().fuzzy() ? compared : null);
        requests.save(matched);
        ledger.moved(matched, (long) persons.size());
        for (ProjectMatch former : requests.open(matching.order().project())) {
            if (former instanceof ProjectMatch.Active active) {
                ending.supersede(active);
            }
        }
        ProjectMatch.Active active = matched.activate(now);
        requests.save(active);
        links.add(active.order().id(), persons);
        ledger.moved(active, (long) persons.size());
    }

    private List<LinkedPerson> persons(MatchOrder order, InputStream content) throws IOException {
        List<LinkedPerson> persons = new ArrayList<>();
        List<MatchedPair> batch = new ArrayList<>(BATCH);
        int characters = 0;
        try (BoundedLines lines = new BoundedLines(
                new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16),
                LONGEST_LINE,
                LONGEST_CONTENT)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                MatchedPair pair = read(line);
                if (!order.fuzzy() && pair.evidence().contains(MatchedPair.ENCODING)) {
                    throw new IOException("a pair by encodings, which the approval does not name");
                }
                batch.add(pair);
                characters += line.length();
                if (batch.size() == BATCH || characters > LONGEST_LINE) {
                    link(order, batch, persons);
                    characters = 0;
                }
            }
        }
        link(order, batch, persons);
        persons.sort(Comparator.comparing(person ->
                aliases.placeInTable(order.project(), person.subjects().getFirst())));
        return persons;
    }

    private void link(MatchOrder order, List<MatchedPair> batch, List<LinkedPerson> persons) throws IOException {
        Pairs pairs = new Pairs(
                references.standing(
                        order.clinicalRelease(),
                        batch.stream().flatMap(pair -> pair.clinical().stream()).toList()),
                catalogue.available(
                        order.catalogueVersion(),
                        batch.stream().flatMap(pair -> pair.imaging().stream()).toList()));
        for (MatchedPair pair : batch) {
            pairs.link(pair).ifPresent(persons::add);
        }
        batch.clear();
        if (persons.size() > cases(order)) {
            throw new IOException("more persons than the catalogue has cases");
        }
    }

    private int cases(MatchOrder order) {
        return catalogue.find(order.catalogueVersion()).map(TakenVersion::cases).orElse(0);
    }

    private static MatchedPair read(String line) throws IOException {
        JsonNode content = ContractJson.tree(line.getBytes(StandardCharsets.UTF_8));
        if (!Schemas.checkContent("matched-pair", content).isEmpty()) {
            throw new IOException("not a matched pair");
        }
        return ContractJson.read(content, MatchedPair.class);
    }

    private static String reason(MatchResult result) {
        String reason = result.reason();
        return reason != null && REASON.matcher(reason).matches() ? reason : "broker-gave-no-reason";
    }
}
