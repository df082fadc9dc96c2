package org.tessera.enclave.database.adapter;

import java.sql.SQLException;

/** The database refused a statement or was away. */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the driver said */
    public DatabaseFailure(SQLException cause) {
        super("database: SQL state " + cause.getSQLState(), cause);
    }
}
