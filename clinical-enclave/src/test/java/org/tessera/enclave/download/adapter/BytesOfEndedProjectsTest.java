package org.tessera.enclave.download.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.database.OneConnection;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.messaging.Sql;

class BytesOfEndedProjectsTest {
    private final OneConnection connection = OneConnection.open();
    private final Sql sql = connection.sql();
    private final DownloadTable table = new DownloadTable(sql, new ObjectMapper(), Clock.systemUTC());
    private final ProjectId ended = project();

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void what_nobody_may_fetch_goes_with_its_project() {
        goesWithItsProject(() -> table.forget(ended));
    }

    @Test
    void what_nobody_may_fetch_goes_at_the_upgrade_where_its_project_has_ended() {
        goesWithItsProject(() -> {
            sql.update("update project set ended_at = now() where id = ?", ended.value());
            sql.update(OneConnection.migration("V3_7__bytes_that_never_left"));
            sql.update(OneConnection.migration("V3_10__bytes_that_were_recalled"));
        });
    }

    private void goesWithItsProject(Runnable end) {
        var rejected = request(ended, "REJECTED", 1);
        var withdrawn = request(ended, "WITHDRAWN", 1);
        var released = request(ended, "RELEASED", 2);
        var recalled = request(ended, "RECALLED", 1);
        var open = project();
        var elsewhere = request(open, "REJECTED", 1);
        var recalledElsewhere = request(open, "RECALLED", 1);

        end.run();

        assertThat(frozen(rejected, 1)).isEmpty();
        assertThat(frozen(withdrawn, 1)).isEmpty();
        assertThat(frozen(released, 1)).isEmpty();
        assertThat(frozen(released, 2)).containsExactly("turn 2");
        assertThat(frozen(recalled, 1)).isEmpty();
        assertThat(frozen(elsewhere, 1)).containsExactly("turn 1");
        assertThat(frozen(recalledElsewhere, 1)).containsExactly("turn 1");
    }

    private List<String> frozen(DownloadRequestId id, int turn) {
        return table.frozen(id, turn).stream()
                .map(resource -> new String(resource.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private ProjectId project() {
        var id = UUID.randomUUID();
        sql.update("""
                insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at)
                values (?, 'Severity', '', false, now(), now())
                """, id);
        return new ProjectId(id);
    }

    private DownloadRequestId request(ProjectId project, String state, int turns) {
        var id = DownloadRequestId.random();
        sql.update("""
                insert into download_request (id, state, project, author, changed_at, document)
                values (?, ?, ?, 'somebody', now(), '{}')
                """, id.value(), state, project.value());
        for (int turn = 1; turn <= turns; turn++) {
            var bytes = ("turn " + turn).getBytes(StandardCharsets.UTF_8);
            var content = new Disclosable.Several(List.of());
            table.freeze(id, turn, List.of(new FrozenResource("list.csv", "list", "text/csv", bytes, content)));
        }
        return id;
    }
}
