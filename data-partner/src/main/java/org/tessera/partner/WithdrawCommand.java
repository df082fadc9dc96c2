package org.tessera.partner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.partner.WithdrawalPlan.Due;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.tokens.References;
import org.tessera.partner.wire.Sender;
import org.tessera.partner.wire.Wire;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends opt-outs. The two references of a person go on two channels, in two orders and at two times, so that nobody can pair them. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = {
            "Withdraws records: shuffled, each at its own time, on the channel of its domain.",
            "What can be read of the list is sent; a row that is refused makes the exit status 1."
        })
final class WithdrawCommand implements Callable<Integer> {
    private static final int COULD_NOT = 1;

    /** The month within which a controller answers a person (GDPR, article 12). */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Clock clock;

    @Mixin
    private Partner partner = new Partner();

    @Mixin
    private Mesh mesh = new Mesh();

    @Option(
            names = "--list",
            required = true,
            description =
                    "CSV with the columns midrc_id and person_id, or one of them; one of a row's cells may be empty")
    private @Nullable Path list;

    @Option(
            names = "--reference-key",
            description = "file with the partner's reference key (hex); for clinical records")
    private @Nullable Path referenceKey;

    @Option(
            names = "--within",
            defaultValue = "PT0S",
            description = "spread the withdrawals over this time, for example PT4H; at most 30 days (default: at once)")
    private Duration within = Duration.ZERO;

    @Spec
    private @Nullable CommandSpec command;

    WithdrawCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        PrintWriter out = line.getOut();
        if (within.isNegative()) {
            throw new Refusal("--within is not negative: for example PT4H.");
        }
        if (within.compareTo(LONGEST) > 0) {
            throw new Refusal("--within is at most 30 days (PT720H): an opt-out may not wait longer.");
        }
        Report report = new Report(line.getErr());
        Path file = Objects.requireNonNull(list);
        List<Due> due = WithdrawalPlan.of(file, references(), within, report);
        String clientId = partner.clientId();
        var signingKey = partner.signingKey();
        try (Wire wire = mesh.connect(clientId, System.getenv("TESSERA_CLIENT_SECRET"))) {
            new Withdrawing(due, new Sender(clientId, signingKey, clock, wire), clock, report).run();
        }
        long refused = report.refused(Table.name(file));
        out.println(due.size() + " withdrawals sent, " + refused + " rows refused");
        out.flush();
        if (refused == 0) {
            return 0;
        }
        report.note("Not every opt-out was sent: mend the rows that were refused, and send them again.");
        return COULD_NOT;
    }

    private @Nullable References references() throws Refusal {
        return referenceKey == null ? null : new References(SecretFile.read(referenceKey, "reference key"));
    }
}
