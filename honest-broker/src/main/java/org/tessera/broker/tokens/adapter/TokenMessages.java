package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.tokens.TakingTokens;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears the partners' token batches; the channel says whose references they hold. */
@ApplicationScoped
public class TokenMessages implements MessageHandler<TokenBatch> {
    private static final String IMAGING = "partner.imaging-tokens.v1";
    private static final String CLINICAL = "partner.clinical-tokens.v1";

    private final TakingTokens taking;

    /** Hands batches on. */
    public TokenMessages(TakingTokens taking) {
        this.taking = taking;
    }

    @Override
    public Class<TokenBatch> payload() {
        return TokenBatch.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(IMAGING, CLINICAL);
    }

    @Override
    public void handle(Received<TokenBatch> message) {
        taking.take(message, message.channel().equals(IMAGING) ? Domain.IMAGING : Domain.CLINICAL);
    }
}
