package org.tessera.imaging.catalog;

import java.util.Locale;

/** The media type of an image file by its name. */
public final class MimeTypes {
    private MimeTypes() {}

    /** "application/dicom", "image/png", "application/gzip" for NIfTI, else bytes. */
    public static String of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".dcm") || name.endsWith(".dicom")) {
            return "application/dicom";
        }
        if (name.endsWith(".png")) {
            return "image/png";
        }
        return name.endsWith(".gz") ? "application/gzip" : "application/octet-stream";
    }
}
