package org.tessera.broker.tokens.adapter;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.tessera.broker.tokens.RotatingKeys;

/** Ready while the key is there of everything that is stored. */
@Readiness
@Singleton
final class StorageKeyHealth implements HealthCheck {
    private final RotatingKeys rotating;

    StorageKeyHealth(RotatingKeys rotating) {
        this.rotating = rotating;
    }

    @Override
    public HealthCheckResponse call() {
        int missing = rotating.missing().size();
        return HealthCheckResponse.named("storage-keys")
                .status(missing == 0)
                .withData("missing", missing)
                .withData("older", rotating.older().size())
                .build();
    }
}
