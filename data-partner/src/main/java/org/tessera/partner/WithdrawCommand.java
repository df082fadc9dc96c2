package org.tessera.partner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Domain;
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
        description = "Withdraws records: shuffled, each at its own time, on the channel of its domain.")
final class WithdrawCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private Partner partner = new Partner();

    @Mixin
    private Mesh mesh = new Mesh();

    @Option(
            names = "--list",
            required = true,
            description = "CSV with the columns midrc_id and person_id, or one of them; a cell may be empty")
    private @Nullable Path list;

    @Option(
            names = "--reference-key",
            description = "file with the partner's reference key (hex); for clinical records")
    private @Nullable Path referenceKey;

    @Option(
            names = "--within",
            defaultValue = "PT0S",
            description = "spread the withdrawals over this time, for example PT4H (default: at once)")
    private Duration within = Duration.ZERO;

    @Spec
    private @Nullable CommandSpec command;

    WithdrawCommand(Clock clock) {
        this.clock = clock;
    }

    private record Due(Domain domain, String reference, long afterMillis) {}

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        PrintWriter out = line.getOut();
        Report report = new Report(line.getErr());
        List<Due> due = plan(report);
        String clientId = partner.clientId();
        var signingKey = partner.signingKey();
        try (Wire wire = mesh.connect(clientId, System.getenv("TESSERA_CLIENT_SECRET"))) {
            Sender sender = new Sender(clientId, signingKey, clock, wire);
            long start = clock.millis();
            for (Due withdrawal : due) {
                Thread.sleep(Duration.ofMillis(Math.max(0, start + withdrawal.afterMillis() - clock.millis())));
                sender.sendWithdrawal(withdrawal.domain(), withdrawal.reference());
            }
            sender.flush();
        }
        out.println(due.size() + " withdrawals sent, " + report.refused(Table.name(Objects.requireNonNull(list)))
                + " rows refused");
        out.flush();
        return 0;
    }

    /** Every reference at a time of its own, drawn apart from its person's other one. */
    private List<Due> plan(Report report) throws Refusal {
        Path file = Objects.requireNonNull(list);
        SecureRandom random = new SecureRandom();
        List<Due> due = new ArrayList<>();
        References references =
                referenceKey == null ? null : new References(SecretFile.read(referenceKey, "reference key"));
        if (Table.header(file).contains("person_id") && references == null) {
            throw new Refusal("Clinical records need the partner's reference key: --reference-key.");
        }
        Table.read(file, report, row -> {
            String caseId = row.get("midrc_id");
            String record = row.get("person_id");
            if (!caseId.isEmpty() && !isCaseId(caseId)) {
                report.refused(Table.name(file), row.line(), "The midrc_id has another shape.");
                return;
            }
            if (!caseId.isEmpty()) {
                due.add(new Due(Domain.IMAGING, caseId, after(random)));
            }
            if (!record.isEmpty() && references != null) {
                due.add(new Due(Domain.CLINICAL, references.enclaveRef(record).value(), after(random)));
            }
            report.accepted(Table.name(file));
        });
        Collections.shuffle(due, random);
        due.sort(java.util.Comparator.comparingLong(Due::afterMillis));
        return due;
    }

    private long after(SecureRandom random) {
        return within.isZero() ? 0 : random.nextLong(within.toMillis() + 1);
    }

    private static boolean isCaseId(String text) {
        try {
            return text.equals(new CommonsSubjectId(text).value());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
