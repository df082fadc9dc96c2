/** Tokens at the borders: the partners' channels, the table, the operator's view. Nothing here decides. */
@NullMarked
package org.tessera.broker.tokens.adapter;

import org.jspecify.annotations.NullMarked;
