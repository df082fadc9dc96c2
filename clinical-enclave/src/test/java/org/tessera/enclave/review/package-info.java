/**
 * The enclave's reviews over HTTP and its border, on real servers: who may do what, and one study from its request to its
 * end. The account register and the sources of results are stand-ins.
 */
@NullMarked
package org.tessera.enclave.review;

import org.jspecify.annotations.NullMarked;
