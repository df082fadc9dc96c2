package org.tessera.endtoend.journey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is in a gzip or a zip, which no search sees from outside. */
final class Unpacked {
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b;

    private Unpacked() {}

    /** The contents, and of a zip the names too; nothing when it is neither. Of a broken one what comes before the break. */
    static List<byte[]> of(byte[] packed) {
        List<byte[]> contents = new ArrayList<>();
        int magic = packed.length < 2 ? 0 : (packed[0] & 0xff) << 8 | (packed[1] & 0xff);
        try {
            if (magic == GZIP) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                    read(in, contents);
                }
            } else if (magic == ZIP) {
                try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(packed))) {
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        contents.add(entry.getName().getBytes(StandardCharsets.UTF_8));
                        read(in, contents);
                    }
                }
            }
        } catch (IOException e) {
            // The rest cannot be read by anybody.
        }
        return contents;
    }

    private static void read(InputStream in, List<byte[]> contents) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            in.transferTo(content);
        } finally {
            contents.add(content.toByteArray());
        }
    }
}
