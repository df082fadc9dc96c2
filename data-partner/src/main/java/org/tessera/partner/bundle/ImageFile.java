package org.tessera.partner.bundle;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an image may leave: a PNG without text, time or EXIF chunks. DICOM carries names and dates in its header and
 * is refused until it has been de-identified.
 */
final class ImageFile {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final Set<String> TELLING = Set.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME");
    private static final int DICOM_PREAMBLE = 128;

    private ImageFile() {}

    /** Why the file may not leave; empty when it may. */
    static Optional<String> reasonToRefuse(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            byte[] start = in.readNBytes(PNG.length);
            if (!Arrays.equals(start, PNG)) {
                byte[] more = in.readNBytes(DICOM_PREAMBLE - PNG.length + 4);
                boolean dicom = more.length == DICOM_PREAMBLE - PNG.length + 4
                        && "DICM".equals(new String(more, DICOM_PREAMBLE - PNG.length, 4, StandardCharsets.US_ASCII));
                return Optional.of(
                        dicom
                                ? "The image is DICOM, whose header may name the patient; only PNG is taken so far."
                                : "The image is not a PNG.");
            }
            return chunks(in);
        }
    }

    private static Optional<String> chunks(DataInputStream in) throws IOException {
        try {
            while (true) {
                int length = in.readInt();
                String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                if (TELLING.contains(type)) {
                    return Optional.of("The image carries text or a time (chunk " + type + ").");
                }
                if ("IEND".equals(type)) {
                    return Optional.empty();
                }
                in.skipNBytes(Integer.toUnsignedLong(length) + 4);
            }
        } catch (EOFException cut) {
            return Optional.of("The image is cut off.");
        }
    }
}
