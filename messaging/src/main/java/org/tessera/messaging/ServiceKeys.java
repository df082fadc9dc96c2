package org.tessera.messaging;

import java.security.PrivateKey;
import java.security.PublicKey;

/** This service's own key pairs and the public keys of the others, read from files at start. */
public interface ServiceKeys {
    /** Public key that contents for a service are sealed to (P-256, ECDH-ES). */
    PublicKey sealingKeyOf(String clientId);

    /** This service's private half of its sealing key. */
    PrivateKey ownSealingKey();

    /** This service's private signing key (P-256, ES256). */
    PrivateKey ownSigningKey();

    /** Public signing key of a service or partner; throws {@link IllegalArgumentException} when it is unknown. */
    PublicKey signingKeyOf(String clientId);
}
