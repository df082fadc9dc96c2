package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;
import org.tessera.envelope.Digests;

/** What was stored comes back, whatever keys it was stored under. */
class StoredTokensTest {
    private static final Path KEY = Path.of("src/test/resources/storage.key");
    private static final int RECORDS = 10_001;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void every_token_comes_back_over_portions_and_a_rotation_of_the_keys() throws IOException {
        StorageKeys old = StorageKeys.read(KEY);
        StorageKeys rotated = keys("f".repeat(64) + " test-2\n" + Files.readString(KEY));
        assertThat(rotated.currentEpoch()).isEqualTo("test-2");
        TokenCipher first = TokenCipher.encrypting(old, Domain.CLINICAL);
        TokenCipher second = TokenCipher.encrypting(rotated, Domain.CLINICAL);
        StoredTokens stored = new StoredTokens(rotated, Domain.CLINICAL);
        TokenTable.Builder given = new TokenTable.Builder();
        for (int at = 0; at < RECORDS; at++) {
            TokenRecord record = record(at);
            boolean older = at % 3_000 < 1_500;
            ByteBuffer packed = ByteBuffer.wrap((older ? first : second).pack(record));
            stored.add(record.reference(), older ? "test-1" : "test-2", packed);
            assertThat(packed.hasRemaining()).isFalse();
            given.record(record.reference());
            record.tokens().forEach((rule, token) -> {
                ByteBuffer halves = ByteBuffer.wrap(token);
                given.token(TokenRule.valueOf(rule), halves.getLong(), halves.getLong());
            });
        }
        Linkage.Result result = Linkage.link(given.build(), stored.table(), LinkageRules.all());
        assertThat(result.none()).isZero();
        assertThat(result.linked()).hasSize(RECORDS).allSatisfy(person -> {
            int at = Integer.parseInt(person.imaging().getFirst());
            assertThat(person.outcome()).isEqualTo(Outcome.UNIQUE);
            assertThat(person.clinical()).isEqualTo(person.imaging());
            assertThat(person.evidence()).isEqualTo(rules(at));
        });
    }

    @Test
    void nothing_is_loaded_without_its_key() throws IOException {
        byte[] packed =
                TokenCipher.encrypting(StorageKeys.read(KEY), Domain.IMAGING).pack(record(1));
        StoredTokens stored = new StoredTokens(keys("f".repeat(64) + " test-2\n"), Domain.IMAGING);
        stored.add("1", "test-1", ByteBuffer.wrap(packed));
        assertThatThrownBy(stored::table)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("storage key");
    }

    @Test
    void a_key_file_that_is_none_is_refused() {
        assertThatThrownBy(() -> keys("garbage")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> keys("a".repeat(64) + " 1\n" + "b".repeat(64) + " 1\n"))
                .hasMessageContaining("two storage keys");
    }

    private StorageKeys keys(String lines) throws IOException {
        return StorageKeys.read(Files.writeString(folder.resolve("keys"), lines));
    }

    /** Every record has T1; every second and every third have others beside it. */
    private static List<TokenRule> rules(int at) {
        return TokenRule.matching().stream()
                .filter(rule -> at % (rule.rank() + 1) == 0)
                .toList();
    }

    private static TokenRecord record(int at) {
        Map<String, byte[]> tokens = new HashMap<>();
        for (TokenRule rule : rules(at)) {
            byte[] digest = Digests.sha256().digest(new byte[] {(byte) rule.rank(), (byte) at, (byte) (at >>> 8)});
            tokens.put(rule.name(), Arrays.copyOf(digest, TokenRecord.TOKEN_BYTES));
        }
        return new TokenRecord(Integer.toString(at), tokens);
    }
}
