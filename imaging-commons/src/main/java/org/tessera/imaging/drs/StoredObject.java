package org.tessera.imaging.drs;

import java.time.Instant;

/**
 * An image file that may be had: published in some version, and its case not withdrawn.
 *
 * @param id its DRS id
 * @param sha256 hex, also the name of its bytes
 * @param md5sum hex
 * @param fileSize bytes
 * @param fileName its name, without folders
 * @param mimeType media type
 * @param createdAt when it came
 */
public record StoredObject(
        String id, String sha256, String md5sum, long fileSize, String fileName, String mimeType, Instant createdAt) {}
