package org.tessera.contracts;

import java.util.UUID;

/**
 * The enclave takes back what it released on this channel before. It holds also for a release that comes after it.
 *
 * @param releasedId the profile or report, as the channel's key names it
 */
public record ReleaseRecall(UUID releasedId) implements Payload {}
