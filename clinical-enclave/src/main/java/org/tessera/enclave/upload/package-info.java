/**
 * What comes in: tables of image-derived measures, sealed to the enclave, that the commons carried unread. Each is
 * opened, scanned by a list of checks, reviewed by a person who did not send it, and only then imported.
 */
@NullMarked
package org.tessera.enclave.upload;

import org.jspecify.annotations.NullMarked;
