package org.tessera.broker.tokens;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.EventId;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Received;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Unacceptable;

/** Whose tokens are taken, before anything of them is read. */
final class TakingTokensTest {
    private final TakingTokens taking = new TakingTokens(
            new NothingCame(),
            answering(ServiceKeys.class, List.of()),
            never(Holdings.class),
            never(Ledger.class),
            new Few());

    @Test
    void a_partner_brings_its_own_and_for_the_domain_of_the_channel_only() {
        refuses("partner-south", Domain.IMAGING, "hb-1", 10, Domain.IMAGING).hasMessage("not-the-partners-own");
        refuses("partner-north", Domain.IMAGING, "hb-1", 10, Domain.CLINICAL).hasMessage("domain-differs");
        refuses("partner-north", Domain.CLINICAL, "hb-1", 10, Domain.IMAGING).hasMessage("domain-differs");
        refuses("partner-north", Domain.IMAGING, "hb-1", 10, Domain.IMAGING).hasMessage("transfer-part-missing");
    }

    @Test
    void a_batch_of_another_profile_or_of_too_many_is_not_read() {
        refuses("partner-north", Domain.IMAGING, "hb-2", 10, Domain.IMAGING).hasMessage("profile-unknown");
        refuses("partner-north", Domain.IMAGING, "hb-1", 11, Domain.IMAGING).hasMessage("too-many-references");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(
            String writer, Domain domain, String profile, int references, Domain channelOf) {
        var batch = new TokenBatch(
                BatchId.random(),
                "partner-north",
                domain,
                profile,
                "e1",
                "R1",
                references,
                new Transfer(TransferId.random(), 1, "sha256:0"),
                null);
        var message =
                new Received<>(EventId.random(), "partner.tokens.v1", writer, Instant.EPOCH, null, null, false, batch);
        return assertThatThrownBy(() -> taking.take(message, channelOf)).isInstanceOf(Unacceptable.class);
    }

    private static final class NothingCame implements IncomingTransfers {
        @Override
        public InputStream open(Transfer transfer, List<PrivateKey> keys) throws IncompleteTransfer {
            throw new IncompleteTransfer("part-missing");
        }

        @Override
        public void discard(TransferId id) {
            throw new AssertionError("nothing was taken");
        }
    }

    private static final class Few implements TokenSettings {
        @Override
        public Path storageKey() {
            throw new AssertionError("no storage key is needed");
        }

        @Override
        public int mostReferences() {
            return 10;
        }

        @Override
        public Duration keepEncodings() {
            return Duration.ofDays(7);
        }
    }

    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    private static <T> T never(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError("called: " + method);
                }));
    }
}
