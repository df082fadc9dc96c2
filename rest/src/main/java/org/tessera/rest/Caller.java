package org.tessera.rest;

import java.util.Set;
import org.tessera.envelope.Actor;

/** Who makes this HTTP request, after authentication. A token that holds two roles of the domain is refused with 403. */
public interface Caller {
    /** Subject and realm of the account. */
    Actor actor();

    /** The one role of the request, for example "researcher". */
    String role();

    /** Groups in the token, for example "/projects/" and a project's id: the second lock, the database decides. */
    default Set<String> groups() {
        return Set.of();
    }
}
