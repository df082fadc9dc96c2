package org.tessera.partner;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for what nobody may find when the tool has ended, however it ended: unsealed tokens beside their ids. It loses its
 * name as soon as it is open, so that the system gives its space back with the process; where open files keep their names, as
 * in Windows, the system removes it then.
 */
final class ScratchFile implements AutoCloseable {
    private final FileChannel channel;

    /** Opens one in that folder, for its owner alone. */
    ScratchFile(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "tessera-tokens", ".bin");
        this.channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Writes it; may be closed before it is read. */
    OutputStream writer() {
        return new BufferedOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** Reads it from its start, once: the file is gone when this is closed. */
    InputStream reader() throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
