/** Opt-outs at the borders: the partners' channels and the table. Nothing here decides. */
@NullMarked
package org.tessera.broker.withdrawal.adapter;

import org.jspecify.annotations.NullMarked;
