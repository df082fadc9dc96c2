package org.tessera.endtoend.journey;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** Everything the services know, as a digest of every table of every database: two that are equal differ in no row. */
final class Memory {
    /** What every service keeps of messages and of its history. */
    private static final Set<String> OF_MESSAGES = Set.of(
            "outbox",
            "inbox",
            "heard",
            "quarantine",
            "transfer_part",
            "ledger_entry",
            "ledger_seal",
            "ledger_head",
            "ledger_unsealed",
            "counterpart_head",
            "message_trace",
            "idempotency_key",
            "flyway_schema_history");

    private Memory() {}

    /** "enclave.match_request" → "41 rows, digest"; how far Kafka's partitions were heard is Kafka's matter. */
    static SortedMap<String, String> of(World world) throws SQLException {
        SortedMap<String, String> all = new TreeMap<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            try (Connection connection = world.postgres().connect(service.database());
                    Statement statement = connection.createStatement()) {
                for (String table : tables(statement)) {
                    if (table.equals("heard")) {
                        continue;
                    }
                    try (ResultSet row = statement.executeQuery("SELECT count(*) || ' rows, ' || md5(coalesce("
                            + "string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM \"" + table + "\" AS t")) {
                        row.next();
                        all.put(service.database() + "." + table, row.getString(1));
                    }
                }
            }
        }
        return all;
    }

    /** How many rows a service has in each table of its own subject. */
    static SortedMap<String, Long> rows(World world, ServiceSpec service) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        try (Connection connection = world.postgres().connect(service.database());
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                if (!OF_MESSAGES.contains(table)) {
                    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
                        row.next();
                        rows.put(table, row.getLong(1));
                    }
                }
            }
        }
        return rows;
    }

    /** Names of the tables of a database. */
    static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
