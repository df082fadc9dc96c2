package org.tessera.imaging.feasibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.envelope.Keys;
import org.tessera.messaging.ServiceKeys;

class AccountPseudonymsTest {
    private final PrivateKey first = Keys.generate().getPrivate();

    @Test
    void an_account_has_the_same_pseudonym_after_the_signing_key_was_changed() {
        String before = new AccountPseudonyms(new Signing(List.of(first))).of("an-account");
        PrivateKey newer = Keys.generate().getPrivate();
        AccountPseudonyms after = new AccountPseudonyms(new Signing(List.of(newer, first)));

        assertThat(after.of("an-account")).isEqualTo(before).matches("[0-9a-f]{64}");
        assertThat(after.of("another")).isNotEqualTo(before);
    }

    /** Keys of a service that only signs, the newest first. */
    private record Signing(List<PrivateKey> keys) implements ServiceKeys {
        @Override
        public PrivateKey ownSigningKey() {
            return keys.getFirst();
        }

        @Override
        public List<PublicKey> ownPublicSigningKeys() {
            return List.of();
        }

        @Override
        public PrivateKey eldestSigningKey() {
            return keys.getLast();
        }

        @Override
        public List<PrivateKey> ownSealingKeys() {
            return List.of();
        }

        @Override
        public PublicKey sealingKeyOf(String clientId) {
            throw new UnsupportedOperationException("nothing is sealed here");
        }

        @Override
        public List<PublicKey> signingKeysOf(String clientId) {
            return List.of();
        }
    }
}
