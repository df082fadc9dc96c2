package org.tessera.endtoend.journey;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.tessera.endtoend.world.World;

/** A disk for the outbox of one service that can be filled and freed. Closing brings everything back. */
interface FullDisk extends AutoCloseable {
    /** Leaves no room on it. */
    void fill() throws IOException, SQLException;

    /** Gives the room back. */
    void free() throws IOException;

    @Override
    void close() throws IOException, SQLException;

    /** Makes such a disk for the outbox in that database. */
    @FunctionalInterface
    interface Maker {
        /** Puts it in place. */
        FullDisk of(World world, String database) throws IOException, SQLException;
    }

    /** Every kind that this machine permits: a file system of its own needs the right to mount one. */
    static List<Named<Maker>> possible() throws IOException {
        List<Named<Maker>> kinds = new ArrayList<>(List.of(Named.of("limited files", LimitedFiles::new)));
        if (SmallFileSystem.mayMount()) {
            kinds.add(Named.of("a small file system", SmallFileSystem::new));
        }
        return kinds;
    }
}
