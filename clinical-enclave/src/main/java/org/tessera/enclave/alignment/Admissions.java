package org.tessera.enclave.alignment;

import java.util.List;
import java.util.Set;
import org.tessera.enclave.protocol.Protocol;

/** Tells where the study day stands for the admission, because no inpatient visit holds it (statistics.md, section 3). */
public interface Admissions {
    /** Those whose admission is assumed, of persons whose study day is known: members of the study population. */
    Set<AlignedPerson> assumed(Protocol protocol, List<AlignedPerson> members);
}
