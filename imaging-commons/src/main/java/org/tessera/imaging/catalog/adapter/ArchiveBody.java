package org.tessera.imaging.catalog.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.tessera.envelope.Digests;
import org.tessera.imaging.catalog.RefusedBundle;

/** Streams a body to disk, and no further than the limit. */
final class ArchiveBody {
    private ArchiveBody() {}

    /** Hex SHA-256 of what was received. Throws {@link RefusedBundle} beyond the limit. */
    static String receive(InputStream body, Path file, long limit) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                bytes += n;
                if (bytes > limit) {
                    throw new RefusedBundle("bundle-too-large", "The archive has more than " + limit + " bytes.");
                }
                out.write(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
