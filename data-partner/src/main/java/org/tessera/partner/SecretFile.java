package org.tessera.partner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.tessera.partner.table.Refusal;

/** Secrets in files: the link secret and the reference key, as hex, at least 16 bytes. */
final class SecretFile {
    private static final int LEAST_BYTES = 16;
    private static final int FRESH_BYTES = 32;

    private SecretFile() {}

    static byte[] read(Path file, String what) throws Refusal {
        try {
            byte[] secret = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length >= LEAST_BYTES) {
                return secret;
            }
        } catch (IOException e) {
            throw new Refusal("The " + what + " cannot be read from " + file + ".", e);
        } catch (IllegalArgumentException e) {
            throw new Refusal("The " + what + " in " + file + " is not hex.", e);
        }
        throw new Refusal("The " + what + " in " + file + " is too short: it needs 16 bytes or more.");
    }

    /** Writes a fresh random secret that its owner alone can read; never over an existing file. */
    static void create(Path file) throws IOException {
        byte[] secret = new byte[FRESH_BYTES];
        new SecureRandom().nextBytes(secret);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardCharsets.US_ASCII);
    }
}
