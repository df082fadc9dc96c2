package org.tessera.messaging;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/** This service's own key pairs, read from files at start, and the public keys of the others, which may change meanwhile. */
public interface ServiceKeys {
    /** Public key that contents for a service are sealed to (P-256, ECDH-ES). */
    PublicKey sealingKeyOf(String clientId);

    /** This service's private halves of its sealing keys, the newest first: what was sealed to an older one is on its way. */
    List<PrivateKey> ownSealingKeys();

    /** This service's private signing key (P-256, ES256): its newest. */
    PrivateKey ownSigningKey();

    /**
     * Public halves of every key that this service may have signed with: those of its own file, which keeps them when they
     * are published no longer, and those published, one of which another replica may have before this one.
     */
    List<PublicKey> ownPublicSigningKeys();

    /** The oldest signing key that is kept: what must stay the same when the key is changed is derived from it. */
    PrivateKey eldestSigningKey();

    /**
     * Public signing keys of a service or partner, any of which may have signed; throws {@link IllegalArgumentException} when
     * it is unknown.
     */
    List<PublicKey> signingKeysOf(String clientId);
}
