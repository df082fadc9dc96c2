package org.tessera.messaging;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.tessera.contracts.Withdrawal;

/** Hears opt-outs and remembers of whom. */
@Singleton
class WithdrawalsOfTheTest implements MessageHandler<Withdrawal> {
    static final String CHANNEL = "partner.imaging-withdrawals.v1";

    final Set<String> heard = new ConcurrentSkipListSet<>();

    @Override
    public Class<Withdrawal> payload() {
        return Withdrawal.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(CHANNEL);
    }

    @Override
    public void handle(Received<Withdrawal> message) {
        heard.add(message.payload().reference());
    }
}
