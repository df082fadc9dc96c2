package org.tessera.partner;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Domain;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.table.TableRow;
import org.tessera.partner.tokens.RecordIds;
import org.tessera.partner.tokens.References;

/**
 * Reads a list of opt-outs and says what is sent when: every reference at a time of its own, drawn apart from its
 * person's other one. The two cells of a row are two opt-outs; one that cannot be read does not hold the other up.
 */
final class WithdrawalPlan {
    private final @Nullable References references;
    private final Duration within;
    private final SecureRandom random = new SecureRandom();
    private final List<Due> due = new ArrayList<>();

    /** One reference of one domain, and how long after the start it is withdrawn. */
    record Due(Domain domain, String reference, long afterMillis) {}

    private WithdrawalPlan(@Nullable References references, Duration within) {
        this.references = references;
        this.within = within;
    }

    /**
     * The withdrawals of the list, by their times; what cannot be read is refused to the report.
     *
     * @param references makes the references of clinical records; null when the list has none
     */
    static List<Due> of(Path list, @Nullable References references, Duration within, Report report) throws Refusal {
        List<String> header = Table.header(list);
        if (!header.contains(RecordIds.column(Domain.IMAGING)) && !header.contains(RecordIds.column(Domain.CLINICAL))) {
            throw new Refusal(Table.name(list) + " has neither a column \"midrc_id\" nor a column \"person_id\".");
        }
        if (header.contains(RecordIds.column(Domain.CLINICAL)) && references == null) {
            throw new Refusal("Clinical records need the partner's reference key: --reference-key.");
        }
        WithdrawalPlan plan = new WithdrawalPlan(references, within);
        Table.read(list, report, row -> {
            List<String> reasons = plan.add(row);
            if (reasons.isEmpty()) {
                report.accepted(Table.name(list));
            } else {
                report.refused(Table.name(list), row.line(), String.join(" ", reasons));
            }
        });
        Collections.shuffle(plan.due, plan.random);
        plan.due.sort(Comparator.comparingLong(Due::afterMillis));
        return plan.due;
    }

    /** Takes what the row withdraws; why it, or a part of it, cannot be taken. */
    private List<String> add(TableRow row) {
        List<String> reasons = new ArrayList<>();
        boolean blank = true;
        for (Domain domain : Domain.values()) {
            String id = row.get(RecordIds.column(domain));
            if (id.isEmpty()) {
                continue;
            }
            blank = false;
            Optional<String> reason = RecordIds.reasonToRefuse(domain, id);
            if (reason.isPresent()) {
                reasons.add(reason.get());
            } else {
                due.add(new Due(domain, reference(domain, id), after()));
            }
        }
        return blank ? List.of("The row has neither a midrc_id nor a person_id.") : reasons;
    }

    private String reference(Domain domain, String id) {
        return switch (domain) {
            case IMAGING -> id;
            case CLINICAL -> Objects.requireNonNull(references).enclaveRef(id).value();
        };
    }

    private long after() {
        return within.isZero() ? 0 : random.nextLong(within.toMillis() + 1);
    }
}
