package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.AccountLink;
import org.tessera.enclave.approval.LinkingAccounts;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Unacceptable;

/** Hears which code was entered at the commons. */
@ApplicationScoped
class AccountLinkMessages implements MessageHandler<AccountLink> {
    private final LinkingAccounts linking;

    AccountLinkMessages(LinkingAccounts linking) {
        this.linking = linking;
    }

    @Override
    public Class<AccountLink> payload() {
        return AccountLink.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("commons.account-links.v1");
    }

    @Override
    public void handle(Received<AccountLink> message) {
        var actor = message.actor();
        if (actor != null && !actor.subject().equals(message.payload().account())) {
            throw new Unacceptable("account-is-not-the-actor");
        }
        linking.enter(message.payload().code(), message.payload().account());
    }
}
