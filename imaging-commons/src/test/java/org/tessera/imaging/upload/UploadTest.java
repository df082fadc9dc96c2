package org.tessera.imaging.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.contracts.UploadRequestId;
import org.tessera.imaging.upload.Upload.Open;
import org.tessera.imaging.upload.Upload.Sent;
import org.tessera.imaging.upload.Upload.State;
import org.tessera.imaging.upload.Upload.Waiting;

class UploadTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** State to the words that move it; every other word is either without effect or unlawful. */
    private static final Map<State, Set<UploadDecision.State>> MOVES = new EnumMap<>(Map.of(
            State.SUBMITTED, Set.of(UploadDecision.State.values()),
            State.SCANNING,
                    Set.of(
                            UploadDecision.State.BLOCKED,
                            UploadDecision.State.UNDER_REVIEW,
                            UploadDecision.State.APPROVED,
                            UploadDecision.State.IMPORTED,
                            UploadDecision.State.REJECTED,
                            UploadDecision.State.FAILED,
                            UploadDecision.State.CANCELLED),
            State.UNDER_REVIEW,
                    Set.of(
                            UploadDecision.State.APPROVED,
                            UploadDecision.State.IMPORTED,
                            UploadDecision.State.REJECTED,
                            UploadDecision.State.FAILED,
                            UploadDecision.State.CANCELLED),
            State.APPROVED, Set.of(UploadDecision.State.IMPORTED, UploadDecision.State.FAILED),
            State.FAILED,
                    Set.of(UploadDecision.State.IMPORTED, UploadDecision.State.REJECTED, UploadDecision.State.BLOCKED),
            State.CANCELLED,
                    Set.of(UploadDecision.State.IMPORTED, UploadDecision.State.REJECTED, UploadDecision.State.BLOCKED),
            State.IMPORTED, Set.of(),
            State.REJECTED, Set.of(),
            State.BLOCKED, Set.of()));

    private static final Map<State, Set<UploadDecision.State>> UNLAWFUL = new EnumMap<>(Map.of(
            State.UNDER_REVIEW, Set.of(UploadDecision.State.SCANNING, UploadDecision.State.BLOCKED),
            State.APPROVED,
                    Set.of(
                            UploadDecision.State.SCANNING,
                            UploadDecision.State.BLOCKED,
                            UploadDecision.State.UNDER_REVIEW,
                            UploadDecision.State.REJECTED,
                            UploadDecision.State.CANCELLED)));

    private static Sent sent() {
        return new Sent(
                UploadRequestId.random(),
                "account",
                "project",
                "imaging-index/1",
                new ModelCard("opacity", "1", "sha256:" + "0".repeat(64)),
                "sha256:" + "1".repeat(64),
                10,
                1,
                "sha256:" + "2".repeat(64),
                NOW,
                NOW.plusSeconds(60));
    }

    private static Upload in(State state) {
        Sent sent = sent();
        return switch (state) {
            case SUBMITTED -> new Upload.Submitted(sent, NOW);
            case SCANNING -> new Upload.Scanning(sent, NOW);
            case BLOCKED -> new Upload.Blocked(sent, NOW, "columns");
            case UNDER_REVIEW -> new Upload.UnderReview(sent, NOW);
            case APPROVED -> new Upload.Approved(sent, NOW);
            case IMPORTED -> new Upload.Imported(sent, NOW);
            case REJECTED -> new Upload.Rejected(sent, NOW, "reviewer");
            case FAILED -> new Upload.Failed(sent, NOW, "deadline");
            case CANCELLED -> new Upload.Cancelled(sent, NOW);
        };
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void every_word_of_the_enclave_moves_does_nothing_or_is_unlawful(State state) {
        Upload upload = in(state);
        for (UploadDecision.State word : UploadDecision.State.values()) {
            UploadDecision decision = new UploadDecision(upload.sent().id(), word, "columns");
            boolean ended =
                    Set.of(State.IMPORTED, State.REJECTED, State.BLOCKED).contains(state);
            boolean unlawful = ended
                    ? !word.name().equals(state.name())
                    : UNLAWFUL.getOrDefault(state, Set.of()).contains(word);
            if (unlawful) {
                assertThatThrownBy(() -> upload.told(decision, NOW)).isInstanceOf(UnlawfulMove.class);
            } else {
                Optional<String> next =
                        upload.told(decision, NOW).map(Upload::state).map(Enum::name);
                boolean moves = MOVES.getOrDefault(state, Set.of()).contains(word);
                assertThat(next).isEqualTo(moves ? Optional.of(word.name()) : Optional.empty());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void only_what_is_not_decided_can_be_cancelled(State state) {
        Upload upload = in(state);
        boolean open =
                Set.of(State.SUBMITTED, State.SCANNING, State.UNDER_REVIEW).contains(state);
        assertThat(upload instanceof Open).isEqualTo(open);
        assertThat(upload.possible()).isEqualTo(open ? List.of("CANCELLED") : List.of());
        if (upload instanceof Open cancellable) {
            assertThat(cancellable.cancel(NOW).state()).isEqualTo(State.CANCELLED);
        }
    }

    @Test
    void a_request_under_review_does_not_fail_by_its_deadline() {
        assertThat(in(State.UNDER_REVIEW)).isNotInstanceOf(Waiting.class);
        assertThat(in(State.SCANNING))
                .isInstanceOfSatisfying(
                        Waiting.class,
                        waiting -> assertThat(waiting.late(NOW).reason()).isEqualTo("deadline"));
    }

    @Test
    void what_is_not_sealed_is_not_carried() {
        assertThat(SealedPart.isSealed("submitter_id,imaging_index")).isFalse();
        assertThat(SealedPart.isSealed("bm90IGpzb24.AAAA.AAAAAAAAAAA.AAAAAAAAAAAA.AAAAAAAAAAA"))
                .isFalse();
        var key = org.tessera.envelope.Keys.generate();
        assertThat(SealedPart.isSealed(org.tessera.envelope.Sealing.seal(new byte[100], key.getPublic())))
                .isTrue();
    }
}
