/**
 * Who may study what: data use requests, the committee's decisions, the projects (workspaces) that come out of them,
 * and the links between a researcher's two accounts. The database decides; the group in the token is a second lock.
 */
@NullMarked
package org.tessera.enclave.approval;

import org.jspecify.annotations.NullMarked;
