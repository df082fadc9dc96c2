package org.tessera.endtoend.journey;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** A look into a service's own database, for what no interface of it shows. */
public final class Database {
    private Database() {}

    /** The one value that it has for a query, if it has one. */
    public static Optional<String> value(World world, ServiceSpec service, String query) throws SQLException {
        try (Connection connection = world.postgres().connect(service.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
