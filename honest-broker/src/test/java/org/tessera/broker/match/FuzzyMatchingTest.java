package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.HeldEncodings;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.messaging.Ledger;

/** The bounds of fuzzy matching: a request that is too large gets what exact rules found, says so, and deletes nothing. */
class FuzzyMatchingTest {
    private static final Linkage.Result NOBODY = new Linkage.Result(List.of(), 3);

    private final List<HeldEncodings.Held> deleted = new ArrayList<>();

    @Test
    void more_comparisons_than_one_request_may_make_are_not_begun() {
        assertThat(add(8, 100)).isEqualTo(new FuzzyMatching.Found(NOBODY, Fuzzy.TOO_MANY));
        assertThat(deleted).isEmpty();
    }

    @Test
    void where_nearly_everybody_is_alike_nobody_is_told_apart() {
        assertThat(add(9, 8)).isEqualTo(new FuzzyMatching.Found(NOBODY, Fuzzy.TOO_MANY));
        assertThat(deleted).isEmpty();
    }

    @Test
    void who_is_linked_and_not_named_was_not_left_over() {
        Linkage.Result exact = new Linkage.Result(List.of(), 3, Set.of("r0"));
        assertThat(add(9, 5, exact).fuzzy()).isEqualTo(Fuzzy.TOO_MANY);
        assertThatThrownBy(() -> add(9, 6, exact))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("load");
    }

    private FuzzyMatching.Found add(long mostComparisons, int mostAlike) {
        return add(mostComparisons, mostAlike, NOBODY);
    }

    private FuzzyMatching.Found add(long mostComparisons, int mostAlike, Linkage.Result exact) {
        FuzzySettings settings = new FuzzySettings() {
            @Override
            public double threshold() {
                return 0.85;
            }

            @Override
            public long mostComparisons() {
                return mostComparisons;
            }

            @Override
            public int mostAlike() {
                return mostAlike;
            }
        };
        TokenTable.Builder imaging = new TokenTable.Builder();
        IntStream.range(0, 3).forEach(at -> imaging.record("r" + at));
        LinkableReleases releases = new LinkableReleases(unread(Holdings.class), () -> Duration.ZERO);
        return new FuzzyMatching(new ThreeTheSame(), releases, settings, unread(Ledger.class))
                .add(approved(), "e1", imaging.build(), LinkageRules.all(), exact);
    }

    private static <T> T unread(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static MatchRequest approved() {
        return new MatchRequest(
                MatchRequestId.random(), "R", "I", "hb-1", List.of("T1"), true, "", Map.of(), Instant.MAX);
    }

    private final class ThreeTheSame implements HeldEncodings {
        @Override
        public Held of(Domain domain, String release, String epoch) {
            return new Held(domain, release, 3, List.of("b"));
        }

        @Override
        public void each(Held held, BiConsumer<String, Encoding> taker) {
            byte[] bytes = new byte[Encoding.BYTES];
            bytes[0] = 1;
            IntStream.range(0, 3).forEach(at -> taker.accept("r" + at, new Encoding(bytes)));
        }

        @Override
        public long delete(Held held) {
            deleted.add(held);
            return 3;
        }

        @Override
        public long deleteBefore(Instant time, int most) {
            throw new UnsupportedOperationException();
        }
    }
}
