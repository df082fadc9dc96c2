/**
 * Linkage itself, free of any framework: people of one domain are joined, then both domains are compared rule by rule.
 * The result does not depend on the order in which records arrived.
 */
@NullMarked
package org.tessera.broker.linkage;

import org.jspecify.annotations.NullMarked;
