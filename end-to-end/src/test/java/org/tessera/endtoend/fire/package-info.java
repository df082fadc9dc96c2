/** What kills, pauses and restarts of every server do to requests of every kind: each ends, and once. */
@NullMarked
package org.tessera.endtoend.fire;

import org.jspecify.annotations.NullMarked;
