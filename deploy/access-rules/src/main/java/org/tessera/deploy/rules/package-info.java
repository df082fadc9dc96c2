/**
 * Kafka's topics and access rules, made from channels.yaml and put into a running Kafka: by the local world in its own
 * process, and as a container that runs once wherever Kafka is started by somebody else.
 */
@NullMarked
package org.tessera.deploy.rules;

import org.jspecify.annotations.NullMarked;
