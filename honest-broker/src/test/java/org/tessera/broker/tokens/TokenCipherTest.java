package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenRecord;

class TokenCipherTest {
    private static final byte[] TOKEN = "sixteen byte tok".getBytes(StandardCharsets.US_ASCII);

    @Test
    void a_stored_token_can_be_joined_neither_over_domains_nor_over_rules() throws IOException {
        StorageKeys keys = StorageKeys.read(Path.of("src/test/resources/storage.key"));
        TokenRecord twice = new TokenRecord("r", Map.of("T1", TOKEN, "T2", TOKEN));
        byte[] imaging = TokenCipher.encrypting(keys, Domain.IMAGING).pack(twice);
        byte[] clinical = TokenCipher.encrypting(keys, Domain.CLINICAL).pack(twice);
        assertThat(imaging).hasSize(34).isNotEqualTo(clinical);
        assertThat(Arrays.copyOfRange(imaging, 2, 18))
                .isNotEqualTo(Arrays.copyOfRange(imaging, 18, 34))
                .isNotEqualTo(TOKEN);
        assertThat(TokenCipher.encrypting(keys, Domain.IMAGING).pack(twice)).isEqualTo(imaging);
    }
}
