/**
 * The chart, rendered by Helm's own code and held to what the house demands of it: valid objects, pods with the least
 * rights, secrets from outside, and connections between the pairs of allowed-connections.yaml only.
 */
@NullMarked
package org.tessera.helm;

import org.jspecify.annotations.NullMarked;
