package org.tessera.enclave.approval;

import org.tessera.envelope.Actor;

/**
 * A person who does something, in the one role of her request.
 *
 * @param account who
 * @param role the role, for example "researcher"
 */
public record Acting(Account account, String role) {
    /** As the ledger and messages name her. */
    public Actor actor() {
        return new Actor(account.subject(), "enclave");
    }

    /** Whether she acts in this role. */
    public boolean in(String someRole) {
        return role.equals(someRole);
    }
}
