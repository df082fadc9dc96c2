/**
 * What every service answers identically over HTTP: problem details (RFC 9457), one role at a time, idempotency keys,
 * pages, and the auditor's and operator's endpoints.
 */
@NullMarked
package org.tessera.rest;

import org.jspecify.annotations.NullMarked;
