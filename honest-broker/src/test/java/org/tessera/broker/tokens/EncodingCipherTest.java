package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;

class EncodingCipherTest {
    private static final Encoding ENCODING = new Encoding(new byte[Encoding.BYTES]);

    private StorageKeys keys;
    private byte[] sealed;

    @BeforeEach
    void seal() throws IOException {
        keys = StorageKeys.read(Path.of("src/test/resources/storage.key"));
        sealed = new EncodingCipher(keys, Domain.IMAGING).seal("case-1", ENCODING);
    }

    @Test
    void what_was_sealed_opens_for_its_reference_in_its_domain_only() {
        assertThat(open(Domain.IMAGING, "case-1")).isEqualTo(ENCODING);
        assertThatThrownBy(() -> open(Domain.CLINICAL, "case-1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> open(Domain.IMAGING, "case-2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_was_changed_does_not_open() {
        sealed[40] ^= 1;
        assertThatThrownBy(() -> open(Domain.IMAGING, "case-1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_sealed_twice_is_not_the_same() {
        assertThat(new EncodingCipher(keys, Domain.IMAGING).seal("case-1", ENCODING))
                .isNotEqualTo(sealed);
    }

    private Encoding open(Domain domain, String reference) {
        return new EncodingCipher(keys, domain).open(reference, keys.currentEpoch(), sealed);
    }
}
