/** Tests of bundle. */
@NullMarked
package org.tessera.partner.bundle;

import org.jspecify.annotations.NullMarked;
