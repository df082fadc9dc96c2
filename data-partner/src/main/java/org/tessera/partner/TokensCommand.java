package org.tessera.partner;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.tokens.Encoder;
import org.tessera.partner.tokens.LinkSecretPrf;
import org.tessera.partner.tokens.PackedRegister;
import org.tessera.partner.tokens.References;
import org.tessera.partner.tokens.Register;
import org.tessera.partner.tokens.TokenPrf;
import org.tessera.partner.tokens.Tokenizer;
import org.tessera.partner.wire.Sender;
import org.tessera.partner.wire.Wire;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tokenises a register and sends it, sealed, in one batch or several, to the honest broker. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description =
                "Makes tokens (profile hb-1) of a register of persons and sends them, sealed, to the honest broker.")
final class TokensCommand implements Callable<Integer> {
    private static final String BROKER = "honest-broker";

    /** References of a batch: the broker stores so many in some ten seconds, and hears nothing else meanwhile. */
    private static final int BATCH = 100_000;

    private final Clock clock;

    @Mixin
    private Partner partner = new Partner();

    @Mixin
    private Mesh mesh = new Mesh();

    @Option(names = "--pii", required = true, description = "register: CSV with names, birth dates and numbers")
    private @Nullable Path pii;

    @Option(names = "--domain", required = true, description = "imaging or clinical")
    private @Nullable String domain;

    @Option(names = "--release", required = true, description = "release of that domain the records belong to")
    private @Nullable String release;

    @Option(names = "--link-secret", required = true, description = "file with the partners' link secret (hex)")
    private @Nullable Path linkSecret;

    @Option(names = "--epoch", required = true, description = "epoch of the link secret")
    private @Nullable String epoch;

    @Option(
            names = "--reference-key",
            description = "file with the partner's reference key (hex); for clinical records")
    private @Nullable Path referenceKey;

    @Option(
            names = "--encodings",
            description =
                    "add encodings for fuzzy matching, which the broker keeps until the next match of a project whose approval names it")
    private boolean encodings;

    @Option(names = "--dry-run", description = "count, and send nothing")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec command;

    TokensCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        PrintWriter out = line.getOut();
        Report report = new Report(line.getErr());
        Path file = Objects.requireNonNull(pii);
        Domain side = side();
        String ofRelease = Names.required("--release", release);
        String ofEpoch = Names.required("--epoch", epoch);
        TokenPrf prf = new LinkSecretPrf(SecretFile.read(Objects.requireNonNull(linkSecret), "link secret"));
        Register register = new Register(
                file, side, new Tokenizer(prf, clock), references(side), encodings ? new Encoder(prf, clock) : null);
        Sending sending = dryRun ? null : ready(side);
        List<ScratchFile> packed = new ArrayList<>();
        try {
            Register.Counts counts = PackedRegister.write(register, report, BATCH, () -> {
                packed.add(new ScratchFile(Path.of(System.getProperty("java.io.tmpdir"))));
                return packed.getLast().writer();
            });
            out.printf(
                    Locale.ROOT,
                    "%,d rows: %,d with tokens, %,d with weak ones only (never a match alone), %,d without any, %,d refused%n",
                    counts.read(),
                    counts.tokenised() - counts.weakOnly(),
                    counts.weakOnly(),
                    counts.withoutTokens(),
                    counts.refused());
            if (encodings) {
                out.printf(Locale.ROOT, "%,d of them with an encoding%n", counts.encoded());
            }
            if (counts.tokenised() == 0) {
                throw new Refusal(
                        "There is nothing to send: " + Table.name(file) + " has nobody of whom a token can be made.");
            }
            if (sending != null) {
                Sender.Destination to = new Sender.Destination(side, ofEpoch, ofRelease, sending.broker());
                send(sending, to, batches(packed, counts.tokenised()), out);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("the tokens could not be written", e);
        } finally {
            for (ScratchFile each : packed) {
                each.close();
            }
        }
        return 0;
    }

    private static List<Sender.Packed> batches(List<ScratchFile> packed, long references) {
        List<Sender.Packed> batches = new ArrayList<>();
        long left = references;
        for (ScratchFile file : packed) {
            batches.add(new Sender.Packed(file::reader, (int) Math.min(left, BATCH)));
            left -= BATCH;
        }
        return batches;
    }

    private Domain side() throws Refusal {
        return switch (Objects.requireNonNull(domain).toLowerCase(Locale.ROOT)) {
            case "imaging" -> Domain.IMAGING;
            case "clinical" -> Domain.CLINICAL;
            default -> throw new Refusal("--domain is imaging or clinical.");
        };
    }

    private References references(Domain side) throws Refusal {
        if (side == Domain.IMAGING) {
            return new References(new byte[32]);
        }
        if (referenceKey == null) {
            throw new Refusal("Clinical records need the partner's reference key: --reference-key.");
        }
        return new References(SecretFile.read(referenceKey, "reference key"));
    }

    /** Who sends, and to whom. */
    private record Sending(String clientId, PrivateKey signingKey, PublicKey broker) {}

    /** What can be wrong with the sending is told now: a register is read for hours. */
    private Sending ready(Domain side) throws Refusal, InterruptedException, IOException {
        Sending sending = new Sending(partner.clientId(), partner.signingKey(), partner.sealingKeyOf(BROKER));
        try (Wire wire = connect(sending)) {
            wire.reach(Sender.channelOf(side));
        }
        return sending;
    }

    private Wire connect(Sending sending) throws Refusal, InterruptedException {
        return mesh.connect(sending.clientId(), System.getenv("TESSERA_CLIENT_SECRET"));
    }

    private void send(Sending sending, Sender.Destination to, List<Sender.Packed> batches, PrintWriter out)
            throws Exception {
        List<TokenBatch> arrived = new ArrayList<>();
        try (Wire wire = connect(sending)) {
            new Sender(sending.clientId(), sending.signingKey(), clock, wire).sendTokens(batches, to, batch -> {
                arrived.add(batch);
                tell(out, batch);
            });
        } catch (IOException e) {
            if (arrived.isEmpty()) {
                throw e;
            }
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s (%d of %d batches have arrived; until the register is sent again, whole, the release is not linked)",
                            e.getMessage(),
                            arrived.size(),
                            batches.size()),
                    e);
        }
    }

    private static void tell(PrintWriter out, TokenBatch batch) {
        TokenBatch.Share share = batch.share();
        out.printf(
                Locale.ROOT,
                "sent batch %s to %s: %,d references in %d sealed parts, %s%s%n",
                batch.batchId(),
                BROKER,
                batch.references(),
                batch.transfer().parts(),
                batch.transfer().digest(),
                share == null ? "" : " (" + share.number() + " of " + share.of() + ")");
        out.flush();
    }
}
