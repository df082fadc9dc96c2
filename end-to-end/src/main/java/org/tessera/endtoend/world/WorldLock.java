package org.tessera.endtoend.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One command at a time works on a world: a second would stop the servers of the first and forget their data. The system
 * lets go of it when the process ends, however it ends.
 */
public final class WorldLock implements AutoCloseable {
    private final FileChannel channel;

    private WorldLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes it until it is closed; throws {@link Trouble} that names who has it.
     *
     * @param command the command that works from now on, as a person types it
     */
    public static WorldLock take(Places places, String command) {
        Path file = places.home().resolve("world.lock");
        try {
            Files.createDirectories(places.home());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!taken(channel)) {
                channel.close();
                throw Trouble.beforehand("Another command works on this world: "
                        + Files.readString(file).strip()
                        + ". Wait until it is done, or end it there with Ctrl+C.");
            }
            String who = command + " (pid " + ProcessHandle.current().pid() + ")\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)), 0);
            return new WorldLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException bySameProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
