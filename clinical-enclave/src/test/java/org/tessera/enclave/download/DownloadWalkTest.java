package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.download.Download.Wanted;
import org.tessera.enclave.download.DownloadMoves.State;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.Unknown;

class DownloadWalkTest {
    private static final Acting ADELE = new Acting(new Account("s-adele", "adele"), "administrator");
    private static final Acting ROSALIND_AS_CHECKER = new Acting(ROSALIND.account(), "output-checker");

    /** Oscar votes first wherever somebody has voted, Olivia second. */
    private static final Map<String, Acting> PEOPLE = Map.of(
            "author", ROSALIND,
            "another researcher", DOROTHY,
            "oscar", OSCAR,
            "olivia", OLIVIA,
            "author as checker", ROSALIND_AS_CHECKER,
            "administrator", ADELE);

    private static final List<String> MOVES = List.of("AMEND", "SUBMIT", "VOTE", "RELEASE", "WITHDRAW", "RECALL");

    /** What may happen, written down a second time, by people instead of parts; everything else may not. */
    private static final Set<String> LAWFUL = Set.of(
            "author AMEND DRAFT DRAFT",
            "author AMEND RETURNED RETURNED",
            "author SUBMIT DRAFT CHECKED",
            "author SUBMIT RETURNED CHECKED",
            "author WITHDRAW DRAFT WITHDRAWN",
            "author WITHDRAW CHECKED WITHDRAWN",
            "author WITHDRAW PARTIALLY_REVIEWED WITHDRAWN",
            "author WITHDRAW APPROVED WITHDRAWN",
            "author WITHDRAW RETURNED WITHDRAWN",
            "oscar VOTE CHECKED PARTIALLY_REVIEWED",
            "olivia VOTE CHECKED PARTIALLY_REVIEWED",
            "olivia VOTE PARTIALLY_REVIEWED APPROVED",
            "oscar RELEASE APPROVED RELEASED",
            "olivia RELEASE APPROVED RELEASED",
            "administrator RELEASE APPROVED RELEASED",
            "oscar RECALL RELEASED RECALLED",
            "olivia RECALL RELEASED RECALLED",
            "administrator RECALL RELEASED RECALLED");

    /** What somebody does once more with the same words: nothing comes of it, and nobody is refused. */
    private static final Set<String> REPEATED = Set.of(
            "author SUBMIT CHECKED",
            "author WITHDRAW WITHDRAWN",
            "oscar VOTE PARTIALLY_REVIEWED",
            "oscar VOTE APPROVED",
            "olivia VOTE APPROVED",
            "olivia VOTE REJECTED",
            "administrator RELEASE RELEASED",
            "administrator RECALL RECALLED");

    @TestFactory
    Stream<DynamicTest> every_state_every_person_every_move() {
        var tests = new ArrayList<DynamicTest>();
        for (var state : State.values()) {
            if (state == State.SUBMITTED || state == State.REVIEWED) {
                continue; // left in the transaction that reaches them
            }
            for (var person : PEOPLE.entrySet()) {
                for (var move : MOVES) {
                    tests.add(DynamicTest.dynamicTest(
                            "%s %s %s".formatted(person.getKey(), move, state),
                            () -> walk(state, person.getKey(), person.getValue(), move)));
                }
            }
        }
        return tests.stream();
    }

    private static void walk(State state, String name, Acting person, String move) {
        var world = new DownloadWorld();
        var id = put(world, state);
        world.approval.ledger.clear();
        var lawful = LAWFUL.stream()
                .filter(each -> each.startsWith("%s %s %s ".formatted(name, move, state)))
                .findFirst();
        var before = world.now(id);
        attempt(world, id, person, move);
        var now = world.now(id).state();
        if (REPEATED.contains("%s %s %s".formatted(name, move, state))) {
            assertThat(world.now(id)).isEqualTo(before);
            assertThat(world.approval.ledger.entries()).isEmpty();
            assertThat(world.approval.ledger.denials()).isEmpty();
        } else if (lawful.isPresent()) {
            assertThat(lawful.get()).endsWith(" " + now);
            assertThat(world.approval.ledger.transitions())
                    .endsWith("download-request."
                            + now.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            assertThat(world.approval.ledger.entries().getFirst().actor()).isEqualTo(person.actor());
            assertThat(world.approval.ledger.denials()).isEmpty();
        } else {
            assertThat(now).isEqualTo(state);
            assertThat(world.approval.ledger.transitions()).isEmpty();
            assertThat(world.approval.ledger.deniedEntries()).singleElement().satisfies(entry -> {
                assertThat(entry.object()).isEqualTo(id.toString());
                assertThat(entry.actor()).isEqualTo(person.actor());
            });
        }
    }

    private static void attempt(DownloadWorld world, DownloadRequestId id, Acting by, String move) {
        try {
            switch (move) {
                case "AMEND" -> world.requesting.amend(id, "Other", List.of(new Wanted("roc", Map.of())), by);
                case "SUBMIT" -> world.requesting.submit(id, world.project, by);
                case "VOTE" -> world.reviewing.vote(id, Vote.Verdict.APPROVE, "", by);
                case "RELEASE" -> world.reviewing.release(id, by);
                case "WITHDRAW" -> world.requesting.withdraw(id, by);
                default -> world.reviewing.recall(id, "", by);
            }
        } catch (MoveRefused | Unknown refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static DownloadRequestId put(DownloadWorld world, State state) {
        return switch (state) {
            case DRAFT, SUBMITTED -> world.draft("funnel");
            case CHECKED -> world.checked("funnel");
            case PARTIALLY_REVIEWED, REVIEWED -> {
                var id = world.checked("funnel");
                world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR);
                yield id;
            }
            case APPROVED -> world.approved("funnel");
            case RELEASED, RECALLED -> {
                var id = world.approved("funnel");
                world.reviewing.release(id, ADELE);
                if (state == State.RECALLED) {
                    world.reviewing.recall(id, "", ADELE);
                }
                yield id;
            }
            case RETURNED -> {
                world.verdict = Findings.Verdict.REJECT;
                var id = world.checked("funnel");
                world.verdict = Findings.Verdict.ACCEPT;
                yield id;
            }
            case REJECTED -> {
                var id = world.checked("funnel");
                world.reviewing.vote(id, Vote.Verdict.REJECT, "", OSCAR);
                world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA);
                yield id;
            }
            case WITHDRAWN -> {
                var id = world.draft("funnel");
                world.requesting.withdraw(id, ROSALIND);
                yield id;
            }
        };
    }
}
