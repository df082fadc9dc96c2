package org.tessera.enclave.approval;

import java.util.Set;

/** The groups of the account register. Both calls may be repeated without harm; an outage is an exception. */
public interface Memberships {
    /**
     * The group of the project exists and has exactly these members, as far as the register knows their names.
     *
     * @return how many names it knows no account by; asking again would not change that
     */
    int grant(ProjectId project, Set<String> names);

    /** The group of the project is gone. */
    void remove(ProjectId project);
}
