package org.tessera.broker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.PackedTokens;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.contracts.Withdrawal;
import org.tessera.envelope.Digests;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.MatchPermit;
import org.tessera.envelope.Parts;
import org.tessera.testkit.Border;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Topics;

/** What a partner, the enclave and the commons say to the broker. */
final class OtherSides {
    static final String RESULTS = "broker.match-results.v1";
    static final String FEASIBILITY_REQUESTS = "commons.feasibility-requests.v1";
    private static final String REQUESTS = "enclave.match-requests.v1";
    private static final String PROJECT = "project-1";

    /** Sends "reference RULE=signature ..." lines; clinical references become enclaveRefs. */
    void tokens(Domain domain, String release, String epoch, List<String> lines) {
        tokens("partner-north", domain, release, epoch, lines);
    }

    /** The same from another partner. */
    void tokens(String sender, Domain domain, String release, String epoch, List<String> lines) {
        BatchId batch = BatchId.random();
        batch(batch, sender, domain, release, epoch, lines);
        Databank.hasRow("SELECT 1 FROM token_batch WHERE batch_id = '" + batch + "'");
    }

    /** Sends a batch and waits for nothing. */
    void batch(BatchId batch, String sender, Domain domain, String release, String epoch, List<String> lines) {
        end(sender, parts(batch, sender, domain, release, epoch, lines));
    }

    /** Sends what {@link #parts} kept back. */
    void end(String sender, ProducerRecord<String, byte[]> end) {
        try (Border partner = Border.as(sender)) {
            partner.sendRecord(end);
        }
    }

    /** Sends the parts of a batch, and returns the message that ends them: signed, and not sent yet. */
    ProducerRecord<String, byte[]> parts(
            BatchId batch, String sender, Domain domain, String release, String epoch, List<String> lines) {
        return parts(batch, sender, domain, release, epoch, lines, lines.size(), null);
    }

    /** The same, with what the message says of how many references there are and of which register they are a share. */
    ProducerRecord<String, byte[]> parts(
            BatchId batch,
            String sender,
            Domain domain,
            String release,
            String epoch,
            List<String> lines,
            int references,
            TokenBatch.@Nullable Share share) {
        List<TokenRecord> records =
                lines.stream().map(line -> tokenRecord(domain, line)).toList();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            PackedTokens.write(content, records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String channel = domain == Domain.IMAGING ? "partner.imaging-tokens.v1" : "partner.clinical-tokens.v1";
        TransferId id = TransferId.random();
        try (Border partner = Border.as(sender)) {
            Transfer transfer = partner.sendParts(
                    channel,
                    sender,
                    id,
                    new ByteArrayInputStream(content.toByteArray()),
                    Border.sealingKeyOf("honest-broker"));
            return partner.signed(
                    EventId.random(),
                    channel,
                    sender,
                    new TokenBatch(batch, sender, domain, "hb-1", epoch, release, references, transfer, share),
                    null,
                    null);
        }
    }

    private static TokenRecord tokenRecord(Domain domain, String line) {
        String[] words = line.split(" ", -1);
        Map<String, byte[]> tokens = new HashMap<>();
        Encoding encoding = null;
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String rule = word.substring(0, word.indexOf('='));
            if (rule.equals("CLK")) {
                encoding = encoding(word.substring(word.indexOf('=') + 1));
                continue;
            }
            tokens.put(rule, Arrays.copyOf(Digests.sha256().digest(word.getBytes(StandardCharsets.UTF_8)), 16));
        }
        return new TokenRecord(domain == Domain.IMAGING ? words[0] : enclaveRef(words[0]), tokens, encoding);
    }

    /** "7": 400 random bits; "7+40": the same with 40 more. */
    private static Encoding encoding(String seeded) {
        String[] numbers = seeded.split("\\+", -1);
        Random random = new Random(Long.parseLong(numbers[0]));
        BitSet bits = new BitSet();
        int more = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
        while (bits.cardinality() < 400 + more) {
            bits.set(random.nextInt(Encoding.BYTES * Byte.SIZE));
        }
        return new Encoding(Arrays.copyOf(bits.toByteArray(), Encoding.BYTES));
    }

    static String enclaveRef(String local) {
        return Digests.hex(local.getBytes(StandardCharsets.UTF_8));
    }

    MatchRequest request(String imaging, String clinical, KeyPair key) {
        return request(imaging, clinical, key, false);
    }

    MatchRequest request(String imaging, String clinical, KeyPair key, boolean fuzzy) {
        MatchRequestId id = MatchRequestId.random();
        try {
            MatchPermit permit = new MatchPermit(id, PROJECT, clinical, imaging, fuzzy);
            return new MatchRequest(
                    id,
                    clinical,
                    imaging,
                    "hb-1",
                    TokenRule.matching().stream().map(TokenRule::name).toList(),
                    fuzzy,
                    permit.sign(
                            "clinical-enclave",
                            Keys.readPrivate(
                                    TestWorld.privateKeys("clinical-enclave").resolve(Keys.SIGNING))),
                    Keys.publicJwk(key.getPublic(), id.toString(), "enc"),
                    Instant.now().plus(Duration.ofMinutes(5)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MatchRequest late(MatchRequest request) {
        return changed(request, request.permit(), Instant.now().minusSeconds(1));
    }

    MatchRequest withPermitOf(MatchRequest request, MatchRequest other) {
        return changed(request, other.permit(), request.deadline());
    }

    private static MatchRequest changed(MatchRequest request, String permit, Instant deadline) {
        return new MatchRequest(
                request.requestId(),
                request.clinicalRelease(),
                request.imagingRelease(),
                request.profile(),
                request.rules(),
                request.fuzzyApproved(),
                permit,
                request.resultKey(),
                deadline);
    }

    void send(MatchRequest request) {
        send(EventId.random(), request);
    }

    void send(EventId event, MatchRequest request) {
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.sendRecord(
                    enclave.signed(event, REQUESTS, request.requestId().toString(), request, null, PROJECT));
        }
    }

    /** The broker's answer, when it has come. */
    static MatchResult result(MatchRequest request) {
        return Topics.await(
                        RESULTS, MatchResult.class, found -> found.requestId().equals(request.requestId()))
                .payload();
    }

    List<MatchedPair> pairs(MatchResult result, KeyPair key) throws IOException {
        Transfer transfer = Objects.requireNonNull(result.transfer());
        List<String> parts = Topics.read(RESULTS, TransferPart.class).stream()
                .map(crossed -> crossed.payload())
                .filter(part -> part.transferId().equals(transfer.id()))
                .sorted(Comparator.comparingInt(TransferPart::index))
                .map(TransferPart::data)
                .toList();
        List<MatchedPair> pairs = new ArrayList<>();
        try (GZIPInputStream content = new GZIPInputStream(Parts.join(parts.iterator(), key.getPrivate()))) {
            for (String line : new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                pairs.add(ContractJson.read(line, MatchedPair.class));
            }
        }
        return pairs;
    }

    void withdraw(String sender, Domain domain, String reference) {
        String channel =
                domain == Domain.IMAGING ? "partner.imaging-withdrawals.v1" : "partner.clinical-withdrawals.v1";
        try (Border partner = Border.as(sender)) {
            partner.send(channel, reference, Withdrawal.of(domain, reference));
        }
        Databank.hasRow(
                "SELECT 1 FROM withdrawal WHERE partner = '" + sender + "' AND reference = '" + reference + "'");
    }

    FeasibilityResult feasibility(String account, List<String> subjects) {
        return feasibility(account, subjects, Instant.now().plusSeconds(120));
    }

    FeasibilityResult feasibility(String account, List<String> subjects, Instant deadline) {
        FeasibilityRequest request = cohort(account, subjects, deadline);
        ask(request);
        return feasibility(request);
    }

    /** Sends a question whose cohort has been sent. */
    static void ask(FeasibilityRequest request) {
        try (Border commons = Border.as("imaging-commons")) {
            commons.send(FEASIBILITY_REQUESTS, request.transfer().id().toString(), request);
        }
    }

    /** The answer, when it has come. */
    static FeasibilityResult feasibility(FeasibilityRequest request) {
        return Topics.await(
                        "broker.feasibility-results.v1",
                        FeasibilityResult.class,
                        result -> result.requestId().equals(request.requestId()))
                .payload();
    }

    /** Sends the cohort of a question, and not yet the question. */
    FeasibilityRequest cohort(String account, List<String> subjects, Instant deadline) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(content)) {
            for (String subject : subjects) {
                gzip.write(("\"" + subject + "\"\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TransferId transferId = TransferId.random();
        try (Border commons = Border.as("imaging-commons")) {
            Transfer transfer = commons.sendParts(
                    FEASIBILITY_REQUESTS,
                    transferId.toString(),
                    transferId,
                    new ByteArrayInputStream(content.toByteArray()),
                    Border.sealingKeyOf("honest-broker"));
            return new FeasibilityRequest(FeasibilityRequestId.random(), account, transfer, deadline);
        }
    }
}
