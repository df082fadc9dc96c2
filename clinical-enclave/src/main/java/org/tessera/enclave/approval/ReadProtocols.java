package org.tessera.enclave.approval;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.enclave.protocol.Protocols;

/** Approved protocols, each read once: a project is looked at with every request, and its text does not change. */
final class ReadProtocols {
    private static final Map<String, Protocol> READ = new ConcurrentHashMap<>();

    private ReadProtocols() {}

    /** The protocol of an approved text. */
    static Protocol of(String text) {
        return READ.computeIfAbsent(text, Protocols::approved);
    }
}
