package org.tessera.endtoend.journey;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** What waits in the services' quarantines: it was sent, but nobody took it, and whoever hears it again sets it aside again. */
public final class SetAside {
    private SetAside() {}

    /** The event ids of these messages, of those that had one. */
    public static Set<String> events(World world) throws SQLException {
        Set<String> events = new HashSet<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            try (Connection connection = world.postgres().connect(service.database());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            SELECT convert_from(decode(header ->> 'value', 'base64'), 'UTF8')
                            FROM quarantine, jsonb_array_elements(headers) AS header
                            WHERE header ->> 'name' = 'ce_id' AND redriven_at IS NULL
                            """)) {
                while (rows.next()) {
                    events.add(rows.getString(1));
                }
            }
        }
        return events;
    }
}
