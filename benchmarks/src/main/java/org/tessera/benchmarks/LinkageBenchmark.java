package org.tessera.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

/**
 * The broker's linkage of a release of growing size with one of 100,000 cases, tokens in memory: people are joined, rules
 * are walked in rank order, every case gets its outcome. DuckDB does less: it only counts the pairs that agree, rule by rule.
 */
final class LinkageBenchmark {
    private static final String TASK = "linkage";
    private static final int CASES = 100_000;
    private static final List<TokenRule> ALL = List.of(TokenRule.values());
    private static final List<TokenRule> OLT_1 =
            List.of(TokenRule.T1, TokenRule.T2, TokenRule.T3, TokenRule.T4, TokenRule.T5);
    /** What the broker holds of a record beside its tokens. */
    private static final long REFERENCE_BYTES = 32;

    private LinkageBenchmark() {}

    static void run(Scale scale, Consumer<Measurement> results) throws Exception {
        link(100_000, ALL, results);
        if (scale != Scale.QUICK) {
            link(1_000_000, ALL, results);
            link(4_000_000, ALL, results);
            link(22_100_000, OLT_1, results);
        }
    }

    private static void link(int persons, List<TokenRule> rules, Consumer<Measurement> results) throws Exception {
        long heap = persons * (REFERENCE_BYTES + (long) rules.size() * TokenRecord.TOKEN_BYTES);
        if (heap * 5 / 4 > Runtime.getRuntime().maxMemory()) {
            System.err.println("left out for want of heap: linkage of " + persons);
            return;
        }
        TokenSets sets = new TokenSets(persons, CASES, rules);
        String size = "%,d + %,d records of %d tokens".formatted(persons, CASES, rules.size());
        Stopwatch watch = new Stopwatch(persons > CASES ? 1 : 3, 3);
        double records = (double) persons + CASES;
        results.accept(tessera(watch, sets, size, records));
        results.accept(duckDb(watch, sets, size, records));
    }

    private static Measurement tessera(Stopwatch watch, TokenSets sets, String size, double records) throws Exception {
        TokenTable clinical = table(sets::clinical);
        TokenTable imaging = table(sets::imaging);
        return watch.measure(
                TASK,
                "Tessera: persons, ranks, outcomes",
                size,
                "records",
                records,
                () -> Linkage.link(imaging, clinical, new LinkageRules(sets.linking()))
                        .count(Outcome.UNIQUE));
    }

    private static Measurement duckDb(Stopwatch watch, TokenSets sets, String size, double records) throws Exception {
        try (DuckDb peer = new DuckDb(sets.linking())) {
            try (DuckDb.Appending clinical = peer.table("clinical");
                    DuckDb.Appending imaging = peer.table("imaging")) {
                sets.clinical(clinical);
                sets.imaging(imaging);
            }
            return watch.measure(TASK, "DuckDB: hash joins only", size, "records", records, peer::join);
        }
    }

    private static TokenTable table(TokenSets.Release release) throws Exception {
        TokenTable.Builder builder = new TokenTable.Builder();
        release.into(new TokenSets.Sink() {
            @Override
            public void record(String reference) {
                builder.record(reference);
            }

            @Override
            public void token(TokenRule rule, long high, long low) {
                builder.token(rule, high, low);
            }
        });
        return builder.build();
    }
}
