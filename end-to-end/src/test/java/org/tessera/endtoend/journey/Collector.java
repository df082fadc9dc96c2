package org.tessera.endtoend.journey;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Spans;
import org.tessera.endtoend.world.World;

/** Fetches what servers hold and show, for the search: messages, logs, quarantines, metrics, spans. */
final class Collector {
    /** How PostgreSQL writes bytes in a row. */
    private static final Pattern BYTES = Pattern.compile("\\\\x((?:[0-9a-f]{2})+)");

    private final World world;

    Collector(World world) {
        this.world = world;
    }

    /** Every message that lies in a topic. */
    List<Evidence.Item> topics() {
        Evidence passed = new Evidence();
        try (Borders borders = new Borders(world, passed)) {
            borders.since();
        }
        return passed.items();
    }

    /** Every log of the world, of servers that ended too. */
    List<Evidence.Item> logs() throws IOException {
        List<Evidence.Item> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(world.places().logs())) {
            for (Path file : files.toList()) {
                logs.add(new Evidence.Item("log", file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        return logs;
    }

    /** What is in quarantine at the services, with all that came around it. */
    List<Evidence.Item> quarantines() throws SQLException {
        List<Evidence.Item> items = new ArrayList<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            try (Connection connection = world.postgres().connect(service.database());
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(
                            "SELECT coalesce(payload, ''), coalesce(message_key, ''), headers::text, reason, channel"
                                    + " FROM quarantine ORDER BY id")) {
                while (found.next()) {
                    String place = service.clientId() + " " + found.getString("channel");
                    String open = found.getString("headers") + " " + found.getString("reason");
                    Stream.of(found.getBytes(1), found.getBytes(2), open.getBytes(StandardCharsets.UTF_8))
                            .map(bytes -> new Evidence.Item("quarantine", place, bytes))
                            .forEach(items::add);
                }
            }
        }
        return items;
    }

    /** Every row of every table of every service, as PostgreSQL writes it: bytes in hex, and behind their row as they are. */
    List<Evidence.Item> tables() throws SQLException {
        List<Evidence.Item> items = new ArrayList<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            try (Connection connection = world.postgres().connect(service.database());
                    Statement statement = connection.createStatement()) {
                for (String table : Memory.tables(statement)) {
                    items.add(new Evidence.Item("table", service.database() + "." + table, rows(statement, table)));
                }
            }
        }
        return items;
    }

    private static byte[] rows(Statement statement, String table) throws SQLException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ResultSet rows = statement.executeQuery("SELECT t::text FROM \"" + table + "\" AS t")) {
            while (rows.next()) {
                String row = rows.getString(1);
                all.writeBytes(row.getBytes(StandardCharsets.UTF_8));
                all.write('\n');
                BYTES.matcher(row).results().forEach(bytes -> {
                    all.writeBytes(HexFormat.of().parseHex(bytes.group(1)));
                    all.write('\n');
                });
            }
        }
        return all.toByteArray();
    }

    /** Every span that was exported and who did: as they came, and their attributes as JSON would write them. */
    static List<Evidence.Item> spans(Spans spans) {
        return spans.all().stream()
                .flatMap(seen -> Stream.of(
                                seen.span().toByteArray(),
                                attributes(seen.span().getAttributesList()),
                                seen.resource().toByteArray(),
                                attributes(seen.resource().getAttributesList()))
                        .map(bytes -> new Evidence.Item(
                                "span", seen.service() + " " + seen.span().getName(), bytes)))
                .toList();
    }

    private static byte[] attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .map(each -> "\"" + each.getKey() + "\":" + value(each.getValue()))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Object value(AnyValue value) {
        return value.hasIntValue() ? value.getIntValue() : value.getStringValue();
    }

    /** What a service shows to whoever scrapes it. */
    static Evidence.Item metrics(Person reader, ServiceSpec service) {
        return metrics(reader, service.clientId(), service.url());
    }

    /** The same of who answers at that base address. */
    static Evidence.Item metrics(Person reader, String service, String url) {
        Answer metrics = reader.at(url).get("/q/metrics").orThrow();
        return new Evidence.Item("metrics", service, metrics.body());
    }
}
