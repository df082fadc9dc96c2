package org.tessera.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.tessera.contracts.TokenRule;

/** The peer of the linkage: an in-memory DuckDB on one thread, hash joins of the same tokens, rule by rule. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;
    private final List<TokenRule> rules;

    /** Knows tokens of these rules. */
    DuckDb(List<TokenRule> rules) throws SQLException {
        this.rules = rules;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET threads = 1");
        run("SET memory_limit = '6GB'");
    }

    /** Makes the table of one release; one column pair a rule, null where there is no token. */
    Appending table(String name) throws SQLException {
        StringBuilder columns = new StringBuilder("reference VARCHAR");
        for (TokenRule rule : rules) {
            columns.append(", ")
                    .append(rule)
                    .append("_high BIGINT, ")
                    .append(rule)
                    .append("_low BIGINT");
        }
        run("CREATE TABLE " + name + " (" + columns + ")");
        DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, name);
        return new Appending(appender, rules);
    }

    /** How many pairs agree, summed over the rules that may match. */
    long join() throws SQLException {
        long pairs = 0;
        for (TokenRule rule : rules) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM clinical c JOIN imaging i ON c." + rule
                            + "_high = i." + rule + "_high AND c." + rule + "_low = i." + rule + "_low")) {
                row.next();
                pairs += row.getLong(1);
            }
        }
        return pairs;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Writes records as rows. */
    static final class Appending implements TokenSets.Sink, AutoCloseable {
        private final DuckDBAppender appender;
        private final List<TokenRule> rules;
        private final long[] high = new long[TokenRule.values().length];
        private final long[] low = new long[high.length];
        private int present;
        private String reference = "";

        Appending(DuckDBAppender appender, List<TokenRule> rules) {
            this.appender = appender;
            this.rules = rules;
        }

        @Override
        public void record(String name) {
            reference = name;
            present = 0;
        }

        @Override
        public void token(TokenRule rule, long highHalf, long lowHalf) {
            high[rule.rank()] = highHalf;
            low[rule.rank()] = lowHalf;
            present |= 1 << rule.rank();
        }

        @Override
        public void end() throws SQLException {
            appender.beginRow();
            appender.append(reference);
            for (TokenRule rule : rules) {
                if ((present >>> rule.rank() & 1) == 1) {
                    appender.append(high[rule.rank()]);
                    appender.append(low[rule.rank()]);
                } else {
                    appender.appendNull();
                    appender.appendNull();
                }
            }
            appender.endRow();
        }

        @Override
        public void close() throws SQLException {
            appender.close();
        }
    }
}
