package org.tessera.index;

import java.nio.file.Path;

/**
 * One image of a manifest of the commons.
 *
 * @param submitterId the case
 * @param studyUid the study
 * @param objectId DRS id of the image
 * @param fileSize bytes; -1 when the manifest does not say
 * @param md5sum lower-case hex; empty when the manifest does not say
 */
public record ManifestEntry(String submitterId, String studyUid, String objectId, long fileSize, String md5sum) {
    /** Where the image is kept below a folder: its id, with what a file name may not hold replaced. */
    public Path fileIn(Path folder) {
        String name = objectId.replaceAll("[^A-Za-z0-9_-]", "_");
        String told = name.equals(objectId) ? name : name + "-" + Integer.toHexString(objectId.hashCode());
        return folder.resolve(told + ".png");
    }
}
