/**
 * The account link's outside: its HTTP endpoint and its table. Nothing here decides.
 */
@NullMarked
package org.tessera.imaging.account.adapter;

import org.jspecify.annotations.NullMarked;
