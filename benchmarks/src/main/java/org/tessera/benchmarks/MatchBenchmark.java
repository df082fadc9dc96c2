package org.tessera.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.match.LinkableReleases;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

/**
 * A match request's way from the encrypted tokens in PostgreSQL to its result: the first over two releases, which reads
 * them, and one that comes when nothing has changed. PostgreSQL beside it does less: it holds the tokens in clear, in a
 * column each, and only counts the pairs that agree, rule by rule.
 */
final class MatchBenchmark {
    private static final String TASK = "match";
    private static final int CASES = 100_000;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final List<TokenRule> OLT_1 =
            List.of(TokenRule.T1, TokenRule.T2, TokenRule.T3, TokenRule.T4, TokenRule.T5);

    private MatchBenchmark() {}

    static void run(Scale scale, Consumer<Measurement> results) throws Exception {
        int persons = switch (scale) {
            case QUICK -> 100_000;
            case FULL -> 1_000_000;
            case LARGE -> 22_100_000;
        };
        TokenSets sets = new TokenSets(persons, CASES, OLT_1);
        String size = "%,d + %,d records of %d tokens".formatted(persons, CASES, OLT_1.size());
        double records = (double) persons + CASES;
        try (TokenStore store = new TokenStore(OLT_1)) {
            store.fill(Domain.IMAGING, sets::imaging);
            store.fill(Domain.CLINICAL, sets::clinical);
            Holdings holdings = store.holdings();
            results.accept(Stopwatch.ofTheProcess(scale == Scale.LARGE ? 0 : 1, 2)
                    .measure(
                            TASK,
                            "Tessera: first, out of PostgreSQL",
                            size,
                            "records",
                            records,
                            () -> match(releases(holdings), sets)));
            LinkableReleases kept = releases(holdings);
            results.accept(Stopwatch.ofTheProcess(5, 10)
                    .measure(TASK, "Tessera: repeated", size, "records", records, () -> match(kept, sets)));
            results.accept(Stopwatch.ofAnotherProcess(0, 1)
                    .measure(TASK, "PostgreSQL: hash joins only", size, "records", records, store::join));
        }
    }

    private static LinkableReleases releases(Holdings holdings) {
        return new LinkableReleases(holdings, () -> KEPT);
    }

    private static long match(LinkableReleases releases, TokenSets sets) {
        LinkableReleases.Sides sides =
                releases.of(TokenStore.RELEASE, TokenStore.RELEASE).orElseThrow();
        return Linkage.link(sides.imaging(), sides.clinical(), new LinkageRules(sets.linking()))
                .count(Outcome.UNIQUE);
    }
}
