/**
 * The link between an account here and one at the enclave. A one-time code crosses, and nothing is learned of the other account.
 */
@NullMarked
package org.tessera.imaging.account;

import org.jspecify.annotations.NullMarked;
