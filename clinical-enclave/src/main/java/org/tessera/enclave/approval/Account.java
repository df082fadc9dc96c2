package org.tessera.enclave.approval;

import java.util.List;
import org.tessera.enclave.workflow.MadeMove;

/**
 * A person's account of the enclave.
 *
 * @param subject the {@code sub} of her tokens, never reused
 * @param username the name she signs in with
 */
public record Account(String subject, String username) {
    /** Whether the two are the same account; the subject alone decides. */
    public boolean isSamePersonAs(Account other) {
        return subject.equals(other.subject);
    }

    /** Whether a name that somebody typed, a subject or a username, means this account. */
    public boolean isNamed(String name) {
        return name.equals(subject) || name.equalsIgnoreCase(username);
    }

    /** A move of this person's, with what she says with it. */
    public <M> MadeMove<M> made(M move, Object... said) {
        return new MadeMove<>(move, subject, List.of(said));
    }
}
