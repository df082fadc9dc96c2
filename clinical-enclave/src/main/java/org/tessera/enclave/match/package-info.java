/**
 * Match requests of a project and what came of them. The match table exists only in the workspace: real ids inside,
 * aliases under the project's key outside, and all of it is destroyed when the project ends.
 */
@NullMarked
package org.tessera.enclave.match;

import org.jspecify.annotations.NullMarked;
