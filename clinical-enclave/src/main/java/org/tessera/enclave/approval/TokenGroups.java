package org.tessera.enclave.approval;

import java.util.Set;

/** What the caller's token says beyond subject and role. */
public interface TokenGroups {
    /** The claim {@code groups}: paths such as "/projects/6f1c…". */
    Set<String> groups();

    /** The name she signed in with, or her subject when the token does not say. */
    String username();
}
