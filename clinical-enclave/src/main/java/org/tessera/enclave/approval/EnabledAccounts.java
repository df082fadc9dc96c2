package org.tessera.enclave.approval;

/**
 * Asks the account register about somebody who acts without a token of the enclave: by a message of the commons, or because
 * another lets her results out. A disabled account gets no token, and the database does not know of it.
 */
public interface EnabledAccounts {
    /**
     * Whether the account is there and enabled. Throws the problem "account-register-unavailable" (503) when the register
     * cannot be asked: that is no answer, and what waits for it is tried again.
     */
    boolean isEnabled(Account account);
}
