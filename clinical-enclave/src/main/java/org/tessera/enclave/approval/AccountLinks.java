package org.tessera.enclave.approval;

import java.time.Instant;
import java.util.Optional;

/** Where one-time codes and links between the two accounts of a researcher are kept. */
public interface AccountLinks {
    /** Keeps a code by its hash; an earlier unused code of the account is forgotten. */
    void keep(Code code);

    /** The code of this hash, used or not, locked. */
    Optional<Code> lock(String hash);

    /** The code was used. */
    void used(String hash, Instant at);

    /** Keeps a link. */
    void link(Link link);

    /** The link of an account of the commons. */
    Optional<Link> ofCommons(String account);

    /** The link of an account of the enclave. */
    Optional<Link> ofEnclave(Account account);

    /**
     * A one-time code.
     *
     * @param hash hex SHA-256 of the code
     * @param account the enclave's account it was issued to
     * @param expiresAt when it is worth nothing any more
     * @param isUsed whether it was used
     */
    record Code(String hash, Account account, Instant expiresAt, boolean isUsed) {}

    /**
     * Two accounts of one person.
     *
     * @param commons subject of her account at the commons
     * @param enclave her account at the enclave
     * @param at since when
     */
    record Link(String commons, Account enclave, Instant at) {}
}
