/**
 * Upload requests that the commons carries to the enclave and cannot read. Their states are told by the enclave and shown to one account only.
 */
@NullMarked
package org.tessera.imaging.upload;

import org.jspecify.annotations.NullMarked;
