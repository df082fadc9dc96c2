/**
 * What may leave: every released number is a statistic of persons, and none may be told from what was released before.
 * A deterministic check with sentences a reviewer can read; it never replaces the two reviewers.
 */
@NullMarked
package org.tessera.enclave.disclosure;

import org.jspecify.annotations.NullMarked;
