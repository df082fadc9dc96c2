package org.tessera.enclave.download;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A download request. */
public record DownloadRequestId(@JsonValue UUID value) {
    @JsonCreator
    public DownloadRequestId {}

    /** A fresh one, random. */
    public static DownloadRequestId random() {
        return new DownloadRequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
