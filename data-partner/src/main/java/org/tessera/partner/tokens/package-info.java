/**
 * From a person's attributes to tokens: profile {@code olt-1} as OpenLinkToken publishes it, and {@code hb-1}'s rules for
 * recall (linkage, Tokens). Pure functions; the only secret is in the {@link org.tessera.partner.tokens.TokenPrf}.
 */
@NullMarked
package org.tessera.partner.tokens;

import org.jspecify.annotations.NullMarked;
