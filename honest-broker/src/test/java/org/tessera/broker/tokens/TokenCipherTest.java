package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenRecord;

class TokenCipherTest {
    private static final byte[] TOKEN = "sixteen byte tok".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder = Path.of(".");

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

    @Test
    void what_was_stored_is_loaded_after_a_rotation_but_not_without_its_key() throws IOException {
        StorageKeys old = StorageKeys.read(Path.of("src/test/resources/storage.key"));
        byte[] packed = TokenCipher.encrypting(old, Domain.IMAGING).pack(new TokenRecord("r", Map.of("H4", TOKEN)));
        Path file = folder.resolve("keys");
        Files.writeString(
                file, "f".repeat(64) + " test-2\n" + Files.readString(Path.of("src/test/resources/storage.key")));
        StorageKeys rotated = StorageKeys.read(file);
        assertThat(rotated.currentEpoch()).isEqualTo("test-2");
        TokenTable.Builder table = new TokenTable.Builder();
        TokenCipher.decrypting(rotated, Domain.IMAGING, "test-1").unpack("r", packed, table);
        TokenTable.Builder same = new TokenTable.Builder();
        TokenCipher.decrypting(old, Domain.IMAGING, "test-1").unpack("r", packed, same);
        assertThat(table.build().size()).isEqualTo(1);
        Files.writeString(file, "f".repeat(64) + " test-2\n");
        StorageKeys without = StorageKeys.read(file);
        assertThatThrownBy(() -> TokenCipher.decrypting(without, Domain.IMAGING, "test-1"))
                .isInstanceOf(IllegalStateException.class);
        Files.writeString(file, "garbage");
        assertThatThrownBy(() -> StorageKeys.read(file)).isInstanceOf(IOException.class);
    }
}
