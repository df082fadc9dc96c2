/**
 * How approval meets the outside: HTTP, messages, PostgreSQL, and the account register (Keycloak).
 * Nothing is decided here.
 */
@NullMarked
package org.tessera.enclave.approval.adapter;

import org.jspecify.annotations.NullMarked;
