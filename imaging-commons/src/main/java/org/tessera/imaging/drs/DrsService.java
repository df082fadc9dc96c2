package org.tessera.imaging.drs;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What this service is (GA4GH service-info 1.0 as DRS 1.5 extends it).
 *
 * @param id reverse domain name
 * @param name for people
 * @param type what it implements
 * @param description one sentence
 * @param organization whose it is
 * @param version of the service
 * @param maxBulkRequestLength 1: there are no bulk requests
 * @param drs how much there is
 */
@Schema(description = "What this service is (GA4GH service-info).")
public record DrsService(
        String id,
        String name,
        ServiceType type,
        String description,
        Organization organization,
        String version,
        int maxBulkRequestLength,
        Holdings drs) {
    /**
     * What is implemented.
     *
     * @param group "org.ga4gh"
     * @param artifact "drs"
     * @param version "1.5.0"
     */
    public record ServiceType(String group, String artifact, String version) {}

    /**
     * Whose service it is.
     *
     * @param name for people
     * @param url web site
     */
    public record Organization(String name, String url) {}

    /**
     * How much there is to be had.
     *
     * @param maxBulkRequestLength 1
     * @param objectCount objects
     * @param totalObjectSize bytes
     */
    public record Holdings(int maxBulkRequestLength, long objectCount, long totalObjectSize) {}
}
