/**
 * The public catalogue: bundles of partners come in, cases are kept as immutable revisions, versions freeze and publish them. A withdrawn case leaves every later answer, and history stays as it was.
 */
@NullMarked
package org.tessera.imaging.catalog;

import org.jspecify.annotations.NullMarked;
