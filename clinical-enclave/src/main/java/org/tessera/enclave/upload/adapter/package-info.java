/**
 * How uploads meet the outside: messages of the commons, PostgreSQL, the clock, and HTTP for reviewers and members. Of
 * rows only measures are shown.
 */
@NullMarked
package org.tessera.enclave.upload.adapter;

import org.jspecify.annotations.NullMarked;
