package org.tessera.enclave.download.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.stream.Collectors;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.download.RequestingDownloads;
import org.tessera.enclave.workflow.PolicyRefused;

/** All beans that make a resource, found by their kind. */
@ApplicationScoped
class InjectedSources implements RequestingDownloads.Sources {
    private final Instance<ReleasableSource> sources;

    InjectedSources(@Any Instance<ReleasableSource> sources) {
        this.sources = sources;
    }

    @Override
    public ReleasableSource of(String kind) {
        return sources.stream()
                .filter(source -> source.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new PolicyRefused(
                        "resource-kind-unknown", List.of("The kinds of resources are: " + kinds() + ".")));
    }

    private String kinds() {
        return sources.stream().map(ReleasableSource::kind).sorted().collect(Collectors.joining(", "));
    }
}
