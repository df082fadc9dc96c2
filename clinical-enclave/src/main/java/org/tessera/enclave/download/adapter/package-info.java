/**
 * How downloads meet the outside: HTTP for authors and reviewers, PostgreSQL for frozen bytes and what left, messages
 * about cohort profiles.
 */
@NullMarked
package org.tessera.enclave.download.adapter;

import org.jspecify.annotations.NullMarked;
