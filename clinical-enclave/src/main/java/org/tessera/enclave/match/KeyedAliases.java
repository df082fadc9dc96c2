package org.tessera.enclave.match;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.omop.PersonId;

/**
 * Aliases as HMAC-SHA256 under the project's key, with a label per kind; the first 16 bytes as 26 letters and digits
 * (RFC 4648 base 32).
 */
@ApplicationScoped
public class KeyedAliases implements Aliases {
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

    private final EnclaveKeys keys;

    /** @param keys holds the projects' keys */
    public KeyedAliases(EnclaveKeys keys) {
        this.keys = keys;
    }

    @Override
    public SubjectAlias subject(ProjectId project, CommonsSubjectId id) {
        return new SubjectAlias("S-" + hash(project, "subject|" + id.value()));
    }

    @Override
    public PersonAlias person(ProjectId project, PersonId id) {
        return new PersonAlias("P-" + hash(project, "person|" + id.value()));
    }

    /** A place in a match table, which says nothing to whoever lacks the project's key. */
    public String placeInTable(ProjectId project, CommonsSubjectId id) {
        return hash(project, "table|" + id.value());
    }

    /** A place in a list of real ids: of another order than the match table's, beside which it would name every alias. */
    public String placeInList(ProjectId project, CommonsSubjectId id) {
        return hash(project, "list|" + id.value());
    }

    private String hash(ProjectId project, String text) {
        SecretKey key = keys.ofProject(project).orElseThrow(() -> new ProjectKeyGone(project));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return base32(Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(26);
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8) | (next & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32[(buffer >> bits) & 31]);
            }
            buffer &= (1 << bits) - 1;
        }
        text.append(BASE32[(buffer << (5 - bits)) & 31]);
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
