package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Domain;
import org.tessera.contracts.PackedTokens;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenBatch.Share;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TransferPart;
import org.tessera.contracts.Withdrawal;
import org.tessera.envelope.Digests;
import org.tessera.envelope.InvalidEnvelope;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Signatures;
import org.tessera.partner.table.Report;
import org.tessera.partner.tokens.Encoder;
import org.tessera.partner.tokens.LinkSecretPrf;
import org.tessera.partner.tokens.PackedRegister;
import org.tessera.partner.tokens.References;
import org.tessera.partner.tokens.Register;
import org.tessera.partner.tokens.Tokenizer;
import org.tessera.partner.wire.Sender;

@SuppressWarnings("NullAway.Init")
class SendingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final int MANY = 100_000;

    /** Sealed parts, digests, ids and signatures are random letters and digits: a few in a row are found in some by chance. */
    private static final Pattern RANDOM = Pattern.compile(
            "\"data\":\"eyJ[^\"]*\"|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\.\\.[\\w-]+");

    private static final byte[] KEY = "a reference key of the partner".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final KeyPair signing = Keys.generate();
    private final KeyPair broker = Keys.generate();
    private final MemoryWire wire = new MemoryWire();
    private final Sender sender = new Sender("partner-north", signing.getPrivate(), CLOCK, wire);

    @Test
    void a_batch_arrives_sealed_signed_and_complete_and_only_the_broker_can_open_it() throws Exception {
        int people = 4000;
        Path register = register(people);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Register.Counts counts = PackedRegister.write(clinical(register), silent(), MANY, () -> packed);
        assertThat(counts).isEqualTo(new Register.Counts(people + 2, people, 0, 1, 1, 0));

        List<TokenBatch> sent = new ArrayList<>();
        sender.sendTokens(List.of(batch(packed, people)), destination(), sent::add);

        assertThat(wire.flushed()).isTrue();
        assertThat(wire.messages()).hasSizeGreaterThan(2).allSatisfy(message -> {
            assertThat(message.channel()).isEqualTo("partner.clinical-tokens.v1");
            assertThat(message.key()).isEqualTo("partner-north");
            assertThat(message.payload().length).isLessThan(512 * 1024);
            Signatures.verify(
                    message.envelope(),
                    message.channel(),
                    message.key(),
                    message.payload(),
                    List.of(signing.getPublic()));
        });
        List<String> parts = new ArrayList<>();
        for (MemoryWire.Message message :
                wire.messages().subList(0, wire.messages().size() - 1)) {
            parts.add(ContractJson.read(message.payload(), TransferPart.class).data());
        }
        TokenBatch batch = ContractJson.read(wire.messages().getLast().payload(), TokenBatch.class);
        assertThat(sent).containsExactly(batch);
        assertThat(batch.share()).isNull();
        assertThat(batch.transfer().parts()).isEqualTo(parts.size());
        assertThat(Parts.digest(parts.iterator())).isEqualTo(batch.transfer().digest());
        try (InputStream opened = Parts.join(parts.iterator(), broker.getPrivate())) {
            List<String> references = new ArrayList<>();
            PackedTokens.read(opened).forEachRemaining(tokens -> references.add(tokens.reference()));
            assertThat(references)
                    .hasSize(people)
                    .doesNotHaveDuplicates()
                    .allMatch(text -> text.matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void a_large_register_goes_in_batches_that_say_which_of_how_many_they_are() throws Exception {
        List<ByteArrayOutputStream> packed = new ArrayList<>();
        Register.Counts counts = PackedRegister.write(clinical(register(25)), silent(), 10, () -> {
            packed.add(new ByteArrayOutputStream());
            return packed.getLast();
        });
        assertThat(counts.tokenised()).isEqualTo(25);
        List<Sender.Packed> batches = new ArrayList<>();
        List<String> references = new ArrayList<>();
        for (ByteArrayOutputStream each : packed) {
            int before = references.size();
            PackedTokens.read(new ByteArrayInputStream(each.toByteArray()))
                    .forEachRemaining(tokens -> references.add(tokens.reference()));
            batches.add(batch(each, references.size() - before));
        }
        assertThat(batches).extracting(Sender.Packed::references).containsExactly(10, 10, 5);
        assertThat(references).hasSize(25).doesNotHaveDuplicates();

        List<TokenBatch> sent = new ArrayList<>();
        sender.sendTokens(batches, destination(), sent::add);
        assertThat(sent).extracting(TokenBatch::references).containsExactly(10, 10, 5);
        assertThat(sent).extracting(TokenBatch::batchId).doesNotHaveDuplicates();
        BatchId first = sent.getFirst().batchId();
        assertThat(sent)
                .extracting(TokenBatch::share)
                .containsExactly(new Share(first, 1, 3), new Share(first, 2, 3), new Share(first, 3, 3));
    }

    @Test
    void a_register_that_fills_its_batches_has_no_empty_one_and_one_without_tokens_has_one() throws Exception {
        for (int people : List.of(0, 20)) {
            List<ByteArrayOutputStream> packed = new ArrayList<>();
            PackedRegister.write(clinical(register(people)), silent(), 10, () -> {
                packed.add(new ByteArrayOutputStream());
                return packed.getLast();
            });
            assertThat(packed).hasSize(people == 0 ? 1 : 2);
        }
    }

    @Test
    void the_reference_of_a_record_is_stable_and_says_nothing_of_it() {
        assertThat(new References(KEY).enclaveRef("7000001")).isEqualTo(new References(KEY).enclaveRef("7000001"));
        assertThat(new References(KEY).enclaveRef("7000001").value())
                .isNotEqualTo(new References("another key of a partner".getBytes(StandardCharsets.US_ASCII))
                        .enclaveRef("7000001")
                        .value());
    }

    @Test
    void an_imaging_case_travels_under_its_public_id() throws Exception {
        Path register = Files.writeString(
                folder.resolve("i.csv"),
                "midrc_id,first,last,birth_date,sex,ssn,zip\nTES-1,Rosa,Garcia,1961-04-05,F,,60637\n");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        PackedRegister.write(
                new Register(register, Domain.IMAGING, tokenizer(), new References(KEY), null),
                silent(),
                MANY,
                () -> packed);
        TokenRecord only = PackedTokens.read(new ByteArrayInputStream(packed.toByteArray()))
                .next();
        assertThat(only.reference()).isEqualTo("TES-1");
        assertThat(only.tokens()).containsOnlyKeys("T1", "T2", "T3", "T5", "H1", "H2", "H3", "H4");
    }

    @Test
    void whom_a_register_has_twice_is_sent_once_as_the_first_row_with_a_token_has_her() throws Exception {
        Path register = Files.writeString(folder.resolve("twice.csv"), """
                midrc_id,first,last,birth_date,sex,ssn,zip
                TES-1,,,,F,,
                TES-1,Rosa,Garcia,1961-04-05,F,,60637
                TES-2,Olga,Smith,1971-04-05,F,,60637
                TES-1,Rosa,Garcia-Lee,1961-04-05,F,,60638
                """);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Register.Counts counts = PackedRegister.write(
                new Register(register, Domain.IMAGING, tokenizer(), new References(KEY), null),
                silent(),
                MANY,
                () -> packed);
        assertThat(counts).isEqualTo(new Register.Counts(4, 2, 0, 1, 1, 0));
        List<String> references = new ArrayList<>();
        PackedTokens.read(new ByteArrayInputStream(packed.toByteArray()))
                .forEachRemaining(tokens -> references.add(tokens.reference()));
        assertThat(references).containsExactly("TES-1", "TES-2");
    }

    @Test
    void encodings_travel_beside_the_tokens_of_whom_enough_is_known() throws Exception {
        Path register = Files.writeString(folder.resolve("e.csv"), """
                midrc_id,first,last,birth_date,sex,ssn,zip
                TES-1,Rosa,Garcia,1961-04-05,F,,60637
                TES-2,Rosa,Garcia,,F,,60637
                """);
        Encoder encoder = new Encoder(new LinkSecretPrf(KEY), CLOCK);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Register.Counts counts = PackedRegister.write(
                new Register(register, Domain.IMAGING, tokenizer(), new References(KEY), encoder),
                silent(),
                MANY,
                () -> packed);
        assertThat(counts).isEqualTo(new Register.Counts(2, 2, 1, 0, 0, 1));
        Iterator<TokenRecord> records = PackedTokens.read(new ByteArrayInputStream(packed.toByteArray()));
        assertThat(records.next().encoding()).isNotNull();
        assertThat(records.next().encoding()).isNull();
    }

    @Test
    void a_withdrawal_names_one_reference_on_the_channel_of_its_domain() throws Exception {
        sender.sendWithdrawal(Domain.IMAGING, "TES-1");
        sender.sendWithdrawal(
                Domain.CLINICAL, new References(KEY).enclaveRef("7000001").value());
        assertThat(wire.messages().stream().map(MemoryWire.Message::channel))
                .containsExactly("partner.imaging-withdrawals.v1", "partner.clinical-withdrawals.v1");
        Withdrawal sent = ContractJson.read(wire.messages().getFirst().payload(), Withdrawal.class);
        assertThat(sent).isEqualTo(new Withdrawal(Domain.IMAGING, "TES-1", sent.salt()));
    }

    @Test
    void whose_withdrawal_a_digest_is_of_cannot_be_tried() throws Exception {
        sender.sendWithdrawal(Domain.IMAGING, "TES-1");
        sender.sendWithdrawal(Domain.IMAGING, "TES-1");
        byte[] guess = ContractJson.bytes(new Withdrawal(Domain.IMAGING, "TES-1", null));
        assertThat(wire.messages().stream()
                        .map(message -> Digests.prefixed(message.payload()))
                        .distinct())
                .hasSize(2)
                .doesNotContain(Digests.prefixed(guess));
        Withdrawal sent = ContractJson.read(wire.messages().getFirst().payload(), Withdrawal.class);
        assertThat(Base64.getUrlDecoder().decode(sent.salt())).hasSize(16);
    }

    private static Sender.Packed batch(ByteArrayOutputStream packed, int references) {
        return new Sender.Packed(() -> new ByteArrayInputStream(packed.toByteArray()), references);
    }

    private Sender.Destination destination() {
        return new Sender.Destination(Domain.CLINICAL, "e1", "R1", broker.getPublic());
    }

    /** Who tries knows more here than a ledger says: the time, and the partner's public key. */
    @Test
    void whose_withdrawal_a_signature_is_of_cannot_be_tried() throws Exception {
        sender.sendWithdrawal(Domain.IMAGING, "TES-1");
        sender.sendWithdrawal(Domain.IMAGING, "TES-1");
        assertThat(wire.messages()).extracting(MemoryWire.Message::key).doesNotHaveDuplicates();
        for (MemoryWire.Message message : wire.messages()) {
            String eventId = message.envelope().id().toString();
            assertThat(fits(message, message.key())).isTrue();
            assertThat(List.of("TES-1", eventId, "partner-north", "")).noneMatch(guess -> fits(message, guess));
        }
    }

    private boolean fits(MemoryWire.Message message, String key) {
        try {
            Signatures.verify(
                    message.envelope(), message.channel(), key, message.payload(), List.of(signing.getPublic()));
            return true;
        } catch (InvalidEnvelope e) {
            return false;
        }
    }

    private Path register(int people) throws IOException {
        StringBuilder text = new StringBuilder("\uFEFFperson_id,first,last,birth_date,sex,ssn,address,zip\r\n");
        for (int i = 0; i < people; i++) {
            text.append(i).append(",Rosa,Garcia,1961-04-05,F,,\"1, Oak Street\",60637\r\n");
        }
        text.append(people).append(",Ольга,Иванова,1961-04-05,F,,,60637\r\n");
        text.append(",Rosa,Garcia,1961-04-05,F,,,60637\r\n");
        return Files.writeString(folder.resolve("c.csv"), text);
    }

    private static Register clinical(Path file) {
        return new Register(file, Domain.CLINICAL, tokenizer(), new References(KEY), null);
    }

    private static Tokenizer tokenizer() {
        return new Tokenizer(new LinkSecretPrf("a link secret".getBytes(StandardCharsets.US_ASCII)), CLOCK);
    }

    private static Report silent() {
        return new Report(new PrintWriter(Writer.nullWriter()));
    }

    @Test
    void the_messages_hold_no_name_date_or_number() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        PackedRegister.write(clinical(register(10)), silent(), MANY, () -> packed);
        sender.sendTokens(List.of(batch(packed, 10)), destination(), _ -> {});
        for (MemoryWire.Message message : wire.messages()) {
            String wireText = new String(message.payload(), StandardCharsets.UTF_8)
                    + Map.copyOf(message.envelope().headers());
            assertThat(wireText).doesNotContain("Garcia", "GARCIA", "1961-04-05", "19610405");
            assertThat(RANDOM.matcher(wireText).replaceAll("")).doesNotContain("1961", "60637");
        }
        assertThat(packed.toString(StandardCharsets.ISO_8859_1)).doesNotContain("Garcia", "GARCIA", "1961");
    }
}
