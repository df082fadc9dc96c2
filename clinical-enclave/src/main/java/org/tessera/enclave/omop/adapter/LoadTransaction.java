package org.tessera.enclave.omop.adapter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.tessera.enclave.omop.LongTransaction;

/** Gives a load the time that the settings allow. */
@ApplicationScoped
public class LoadTransaction implements LongTransaction {
    private final BundleSettings settings;

    /** @param settings how long a load may take */
    public LoadTransaction(BundleSettings settings) {
        this.settings = settings;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        return QuarkusTransaction.requiringNew()
                .timeout((int) settings.loadTimeout().toSeconds())
                .call(work::get);
    }
}
