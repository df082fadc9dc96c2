/**
 * Contract tests for a service that is not ours: pointed at its base address, at Keycloak and at Kafka, they hold its REST
 * interface against the OpenAPI document of the service it stands in for, try who gets in, and check every message it has
 * written against the channel list, the schemas and the signatures. They change nothing but what {@link RubbishTest} says.
 */
@NullMarked
package org.tessera.contracttests;

import org.jspecify.annotations.NullMarked;
