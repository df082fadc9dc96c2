/**
 * How models perform in subgroups, beside how representative their cohorts are. The enclave evaluates and releases; this
 * service keeps what was released, rounded and floored, and shows it to the one account that the release names.
 */
@NullMarked
package org.tessera.representativeness.subgroup;

import org.jspecify.annotations.NullMarked;
