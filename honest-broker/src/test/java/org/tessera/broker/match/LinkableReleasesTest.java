package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

/** When releases are read, and when what was read before still holds. */
class LinkableReleasesTest {
    private final Reads holdings = new Reads();

    @Test
    void a_second_request_reads_nothing_as_long_as_nothing_has_changed() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        LinkableReleases.Sides first = releases.of(imaging(1), clinical("R1", 1));
        assertThat(first.clinical().size()).isEqualTo(1);
        assertThat(releases.of(imaging(1), clinical("R1", 1))).isSameAs(first);
        assertThat(holdings.loaded).containsExactly("I1", "R1");
    }

    @Test
    void a_change_of_either_side_or_another_release_is_read() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        releases.of(imaging(1), clinical("R1", 1));
        releases.of(imaging(1), clinical("R1", 2));
        releases.of(imaging(2), clinical("R1", 2));
        releases.of(imaging(2), clinical("R2", 2));
        assertThat(holdings.loaded).containsExactly("I1", "R1", "I1", "R1", "I1", "R1", "I1", "R2");
    }

    @Test
    void who_wants_nothing_kept_reads_every_time() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ZERO);
        releases.of(imaging(1), clinical("R1", 1));
        releases.of(imaging(1), clinical("R1", 1));
        assertThat(holdings.loaded).hasSize(4);
    }

    private static Holding imaging(long changes) {
        return new Holding(Domain.IMAGING, "I1", Set.of(TokenRule.PROFILE), Set.of("e1"), 1, changes);
    }

    private static Holding clinical(String release, long changes) {
        return new Holding(Domain.CLINICAL, release, Set.of(TokenRule.PROFILE), Set.of("e1"), 2, changes);
    }

    /** One case and two records, of which one is the case's, in every release. */
    private static final class Reads implements Holdings {
        private final List<String> loaded = new ArrayList<>();

        @Override
        public TokenTable load(Domain domain, String release) {
            loaded.add(release);
            TokenTable.Builder table = new TokenTable.Builder();
            table.record("1");
            table.token(TokenRule.T1, 1, 1);
            if (domain == Domain.CLINICAL) {
                table.record("2");
                table.token(TokenRule.T1, 2, 2);
            }
            return table.build();
        }

        @Override
        public long store(TokenBatch batch, Iterator<TokenRecord> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Holding> find(Domain domain, String release) {
            return Optional.empty();
        }

        @Override
        public List<Holding> all() {
            return List.of();
        }

        @Override
        public Optional<Holding> latest(Domain domain) {
            return Optional.empty();
        }
    }
}
