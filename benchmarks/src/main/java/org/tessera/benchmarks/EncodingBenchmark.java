package org.tessera.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.tessera.broker.linkage.EncodingIndex;
import org.tessera.contracts.Encoding;

/**
 * Every encoding of one side compared with every one of the other: the broker's index, the same without any short cut, and
 * DuckDB's {@code bit_count} on the same words, each on one thread. All must find the same number of pairs.
 */
final class EncodingBenchmark {
    private static final double THRESHOLD = 0.85;
    private static final int BITS = 433;
    private static final int CASES = 2_000;

    private final List<Encoding> cases = new ArrayList<>();
    private final List<Encoding> records = new ArrayList<>();
    private final Random random = new Random(11);

    private EncodingBenchmark(int recordCount) {
        for (int i = 0; i < CASES; i++) {
            cases.add(encoding(new BitSet(), BITS + random.nextInt(-60, 60)));
        }
        for (int i = 0; i < recordCount; i++) {
            // One in ten is a case with errors: some bits are lost and as many others are set.
            BitSet bits = i % 10 == 0 ? BitSet.valueOf(cases.get(i / 10 % CASES).bytes()) : new BitSet();
            random.ints(random.nextInt(10, 200), 0, Encoding.BYTES * Byte.SIZE).forEach(bits::clear);
            records.add(encoding(bits, BITS + random.nextInt(-60, 60)));
        }
    }

    private Encoding encoding(BitSet bits, int count) {
        while (bits.cardinality() < count) {
            bits.set(random.nextInt(Encoding.BYTES * Byte.SIZE));
        }
        return new Encoding(Arrays.copyOf(bits.toByteArray(), Encoding.BYTES));
    }

    static void run(Scale scale, Consumer<Measurement> results) throws Exception {
        boolean quick = scale == Scale.QUICK;
        new EncodingBenchmark(quick ? 2_000 : 50_000).compare(quick ? 0 : 2, quick ? 1 : 3, results);
    }

    private void compare(int warmups, int runs, Consumer<Measurement> results) throws Exception {
        Stopwatch watch = new Stopwatch(warmups, runs);
        String size = "%,d x %,d encodings of 1,024 bits".formatted(cases.size(), records.size());
        double comparisons = (double) cases.size() * records.size();
        Set<Long> found = new HashSet<>();
        EncodingIndex index = new EncodingIndex(cases, THRESHOLD);
        results.accept(watch.measure("compare", "Tessera: Dice of 0.85", size, "pairs", comparisons, () -> {
            long[] alike = new long[1];
            records.forEach(each -> index.alike(each, (number, dice) -> alike[0]++));
            return noted(alike[0], found);
        }));
        long[] words = cases.stream()
                .flatMapToLong(each -> Arrays.stream(each.words()))
                .toArray();
        results.accept(watch.measure(
                "compare",
                "JDK: bitCount of all bits",
                size,
                "pairs",
                comparisons,
                () -> noted(
                        records.stream()
                                .mapToLong(each -> alike(words, each.words()))
                                .sum(),
                        found)));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            load(duckDb);
            results.accept(watch.measure(
                    "compare", "DuckDB: bit_count", size, "pairs", comparisons, () -> noted(join(duckDb), found)));
        }
    }

    private static long noted(long pairs, Set<Long> found) {
        found.add(pairs);
        if (found.size() > 1 || pairs == 0) {
            throw new IllegalStateException("they found different pairs, or none: " + found);
        }
        return pairs;
    }

    private static long alike(long[] words, long[] other) {
        long alike = 0;
        int otherBits = bits(other);
        for (int from = 0; from < words.length; from += Encoding.WORDS) {
            int common = 0;
            int bits = 0;
            for (int word = 0; word < Encoding.WORDS; word++) {
                common += Long.bitCount(words[from + word] & other[word]);
                bits += Long.bitCount(words[from + word]);
            }
            alike += 2.0 * common >= THRESHOLD * (bits + otherBits) ? 1 : 0;
        }
        return alike;
    }

    private static int bits(long[] words) {
        return Arrays.stream(words).mapToInt(Long::bitCount).sum();
    }

    private void load(Connection duckDb) throws SQLException {
        String columns = IntStream.range(0, Encoding.WORDS)
                .mapToObj(word -> "w" + word + " BIGINT")
                .collect(Collectors.joining(", "));
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET threads = 1");
            for (String table : List.of("cases", "records")) {
                statement.execute("CREATE TABLE " + table + " (bits INTEGER, " + columns + ")");
            }
        }
        append(duckDb, "cases", cases);
        append(duckDb, "records", records);
    }

    private static void append(Connection duckDb, String table, List<Encoding> encodings) throws SQLException {
        try (DuckDBAppender appender =
                duckDb.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            for (Encoding encoding : encodings) {
                appender.beginRow();
                appender.append(bits(encoding.words()));
                for (long word : encoding.words()) {
                    appender.append(word);
                }
                appender.endRow();
            }
        }
    }

    private static long join(Connection duckDb) throws SQLException {
        String common = IntStream.range(0, Encoding.WORDS)
                .mapToObj(word -> "bit_count(c.w%d & r.w%d)::INTEGER".formatted(word, word))
                .collect(Collectors.joining(" + "));
        try (Statement statement = duckDb.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM cases c, records r WHERE 2 * (" + common
                        + ") >= " + THRESHOLD + " * (c.bits + r.bits)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
