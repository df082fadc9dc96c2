package org.tessera.enclave.disclosure;

import java.util.List;

/** The automatic disclosure check of a download request. */
public interface DisclosureCheck {
    /**
     * Checks what is requested, each resource by itself, all of them together and against what left before.
     *
     * @param requested the frozen resources of one request
     * @param history what was released to this project before, oldest first
     */
    Findings check(List<FrozenResource> requested, List<ReleasedCells> history);
}
