package org.tessera.partner.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Copies images under the name of their series, "SERIES_UID.png", its second one "SERIES_UID-2.png". What they are called
 * at the hospital, often by a patient and a day, would be published with them.
 */
final class SeriesImages {
    /** What the commons takes as the name of a file, with room for the number and the ending. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,115}");

    private final Path source;
    private final Path target;
    private final Map<String, Integer> copied = new HashMap<>();

    /**
     * @param source the data set's folder of images
     * @param target the bundle's one; made when there is an image
     */
    SeriesImages(Path source, Path target) {
        this.source = source.normalize();
        this.target = target;
    }

    /** Why the image may not leave; empty when it may, or when there is none. */
    Optional<String> reasonToRefuse(String seriesUid, String fileName) throws IOException {
        if (fileName.isEmpty()) {
            return Optional.empty();
        }
        if (!NAME.matcher(seriesUid).matches()) {
            return Optional.of(
                    "The image cannot be named by the row's series_uid: it is not of 1 to 116 letters, digits,"
                            + " dots, dashes and underscores.");
        }
        return isThere(fileName)
                ? ImageFile.reasonToRefuse(source.resolve(fileName))
                : Optional.of("The image file is not below imaging/files.");
    }

    private boolean isThere(String fileName) {
        try {
            Path file = source.resolve(fileName).normalize();
            return file.startsWith(source) && Files.isRegularFile(file);
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    /** Copies an image that may leave, and returns its name in the bundle; empty when there is none. */
    String copy(String seriesUid, String fileName) throws IOException {
        if (fileName.isEmpty()) {
            return "";
        }
        Files.createDirectories(target);
        Path copy;
        do {
            int number = copied.merge(seriesUid, 1, Integer::sum);
            copy = target.resolve(seriesUid + (number == 1 ? "" : "-" + number) + ".png");
        } while (Files.exists(copy));
        Files.copy(source.resolve(fileName), copy);
        return String.valueOf(copy.getFileName());
    }
}
