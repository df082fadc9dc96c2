package org.tessera.enclave.approval;

import java.util.Set;

/** The groups of the account register. Both calls may be repeated without harm; an outage is an exception. */
public interface Memberships {
    /**
     * The group of the project exists and has exactly these members, as far as the register knows their names.
     *
     * @return whom the names mean; asking again would not change that
     */
    Granted grant(ProjectId project, Set<String> names);

    /** The group of the project is gone. */
    void remove(ProjectId project);

    /**
     * Whom names mean.
     *
     * @param accounts those that the register knows
     * @param unknown how many names it knows no account by
     */
    record Granted(Set<Account> accounts, int unknown) {
        /** Copies the accounts. */
        public Granted {
            accounts = Set.copyOf(accounts);
        }
    }
}
