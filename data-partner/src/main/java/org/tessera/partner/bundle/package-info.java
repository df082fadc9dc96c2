/**
 * Bundles that travel as files: de-identified imaging cases for the commons, OMOP rows for the enclave. Each is a folder
 * in the layout of a data set with a manifest of digests that the partner signs.
 */
@NullMarked
package org.tessera.partner.bundle;

import org.jspecify.annotations.NullMarked;
