package org.tessera.deploy.rules;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.tessera.contracts.KafkaAccess;

/** How fast a partner may write. All domains share one Kafka, and partners are the only writers outside of the house. */
final class Quotas {
    private static final String PRODUCER = "producer_byte_rate";

    private Quotas() {}

    /** Gives each of these partners the house's rate, whatever it had; Kafka holds up who writes faster and refuses nothing. */
    static void apply(Admin admin, List<String> partners)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<ClientQuotaAlteration> quotas = partners.stream()
                .map(partner -> new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, partner)),
                        List.of(new ClientQuotaAlteration.Op(PRODUCER, (double) KafkaAccess.PARTNER_BYTES_PER_SECOND))))
                .toList();
        admin.alterClientQuotas(quotas).all().get(30, TimeUnit.SECONDS);
    }
}
