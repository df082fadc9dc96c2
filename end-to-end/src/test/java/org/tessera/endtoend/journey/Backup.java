package org.tessera.endtoend.journey;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** A service's database as it was at one moment. */
final class Backup {
    private final World world;
    private final ServiceSpec service;
    private final String copy;

    private Backup(World world, ServiceSpec service) {
        this.world = world;
        this.service = service;
        this.copy = service.database() + "_backup";
    }

    /** Takes one; a service that runs is without its database for a moment, as PostgreSQL copies only what nobody is in. */
    static Backup of(World world, ServiceSpec service) throws SQLException {
        Backup backup = new Backup(world, service);
        String database = service.database();
        try (Connection connection = world.postgres().administrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
            try {
                statement.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"
                        + database + "'");
                statement.execute("CREATE DATABASE " + backup.copy + " OWNER " + database + " TEMPLATE " + database);
            } finally {
                statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
            }
            statement.execute("ALTER DATABASE " + backup.copy + " ALLOW_CONNECTIONS true");
        }
        return backup;
    }

    /** Puts it back, as the runbook says: the service stops, the database is what it was, the service starts. */
    void putBack() throws Exception {
        world.service(service).stop();
        try (Connection connection = world.postgres().administrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + service.database() + " WITH (FORCE)");
            statement.execute("ALTER DATABASE " + copy + " RENAME TO " + service.database());
        }
        world.service(service).start();
    }
}
