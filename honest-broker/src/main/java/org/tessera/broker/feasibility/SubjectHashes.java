package org.tessera.broker.feasibility;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Keyed hashes of subjects, so that remembered cohorts are no list of subjects. Not for several threads at a time. */
final class SubjectHashes {
    private final Mac mac;

    SubjectHashes(SecretKey key) {
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC", e);
        }
    }

    long[] of(Collection<String> subjects) {
        return subjects.stream()
                .mapToLong(subject -> ByteBuffer.wrap(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)))
                        .getLong())
                .toArray();
    }
}
