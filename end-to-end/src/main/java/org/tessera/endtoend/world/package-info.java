/**
 * The world of local processes: PostgreSQL, Keycloak, Kafka and the four services, each a real process of its own with
 * a pid file and a log. Everything listens on 127.0.0.1 and lives in one folder that can be thrown away.
 */
@NullMarked
package org.tessera.endtoend.world;

import org.jspecify.annotations.NullMarked;
