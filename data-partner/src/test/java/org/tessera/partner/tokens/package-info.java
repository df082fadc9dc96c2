/** Tests of tokens. The published vectors of OpenLinkToken are compared where they are at hand. */
@NullMarked
package org.tessera.partner.tokens;

import org.jspecify.annotations.NullMarked;
