package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.broker.tokens.TokenSettings;

/** Reads the storage keys from their file. */
@ApplicationScoped
public class StorageKeyFile {
    /** The keys; nothing can be stored or loaded without them. */
    @Produces
    @Singleton
    StorageKeys keys(TokenSettings settings) {
        try {
            return StorageKeys.read(settings.storageKey());
        } catch (IOException e) {
            throw new UncheckedIOException("the storage key is not readable", e);
        }
    }
}
