package org.tessera.enclave.alignment.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.database.OneConnection;
import org.tessera.messaging.Sql;

class AlignmentsOfEndedProjectsTest {
    private final OneConnection connection = OneConnection.open();
    private final Sql sql = connection.sql();

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void what_stayed_after_the_end_of_its_project_goes_at_the_upgrade_with_its_rows() {
        UUID ended = alignment(project());
        UUID open = alignment(project());
        sql.update(
                "update project set ended_at = now() where id = (select project from alignment where id = ?)", ended);

        sql.update(OneConnection.migration("V3_9__alignments_of_ended_projects"));

        assertThat(sql.list("select alignment from alignment_row", row -> row.getObject(1, UUID.class)))
                .containsExactly(open);
        assertThat(sql.list("select id from alignment", row -> row.getObject(1, UUID.class)))
                .containsExactly(open);
    }

    private UUID project() {
        UUID id = UUID.randomUUID();
        sql.update("""
                insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at)
                values (?, 'Severity', '', false, now(), now())
                """, id);
        return id;
    }

    private UUID alignment(UUID project) {
        UUID id = UUID.randomUUID();
        sql.update(
                "insert into alignment (id, project, match_request, made_at, document) values (?, ?, ?, now(), '{}')",
                id,
                project,
                UUID.randomUUID());
        sql.update("insert into alignment_row (alignment, ordinal, document) values (?, 0, '{}')", id);
        return id;
    }
}
