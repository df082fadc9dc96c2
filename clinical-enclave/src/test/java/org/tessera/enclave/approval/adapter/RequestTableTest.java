package org.tessera.enclave.approval.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.CAMILLE;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.DataUseRequest;
import org.tessera.enclave.approval.DataUseRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.database.OneConnection;

class RequestTableTest {
    private static final DataUseRequest.Decision DECISION =
            new DataUseRequest.Decision(CAMILLE.account(), "", Instant.EPOCH);

    private final OneConnection connection = OneConnection.open();
    private final RequestTable table = new RequestTable(connection.sql(), ContractJson.mapper(), Clock.systemUTC());
    private final ProjectId project = ProjectId.random();

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void what_was_approved_for_a_project_is_found_however_it_ended() {
        var inForce = approved(project);
        var revoked = approved(project);
        table.save(revoked.revoke(DECISION));
        var closed = approved(project);
        table.save(closed.close(Instant.EPOCH));
        var expired = approved(project);
        table.save(expired.expire(Instant.EPOCH));
        approved(ProjectId.random());
        table.save(new DataUseRequest.Submitted(filing(), Instant.EPOCH));

        assertThat(table.everApproved(project))
                .extracting(each -> each.filing().id())
                .containsExactly(
                        inForce.filing().id(),
                        revoked.filing().id(),
                        closed.filing().id(),
                        expired.filing().id());
    }

    private DataUseRequest.Approved approved(ProjectId of) {
        var approved = new DataUseRequest.Approved(filing(), DECISION, of);
        table.save(approved);
        return approved;
    }

    private static DataUseRequest.Filing filing() {
        return new DataUseRequest.Filing(
                DataUseRequestId.random(), ROSALIND.account(), ApprovalWorld.application("dorothy"), Instant.EPOCH);
    }
}
