package org.tessera.enclave.approval;

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
}
