/**
 * What goes out: results frozen byte for byte, checked for disclosure, and reviewed by two people who do not see each
 * other's vote. Nothing else leaves a workspace.
 */
@NullMarked
package org.tessera.enclave.download;

import org.jspecify.annotations.NullMarked;
