/**
 * What the enclave's reviewed objects have in common: a transition table that is data, and the two ways in which a move
 * is refused. Permissions say who, policies say what and when.
 */
@NullMarked
package org.tessera.enclave.workflow;

import org.jspecify.annotations.NullMarked;
