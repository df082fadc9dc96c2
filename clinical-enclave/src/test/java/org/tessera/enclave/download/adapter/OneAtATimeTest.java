package org.tessera.enclave.download.adapter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.database.OneConnection;

/** Two requests of a project are not checked, released or ended side by side, so that each is compared with the other. */
class OneAtATimeTest {
    private final OneConnection one = OneConnection.open();
    private final OneConnection other = OneConnection.open();
    private final DownloadTable first = table(one);
    private final DownloadTable second = table(other);
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final ProjectId elsewhere = new ProjectId(UUID.randomUUID());

    @BeforeEach
    void open() throws SQLException {
        for (ProjectId each : new ProjectId[] {project, elsewhere}) {
            one.sql().update("""
                    insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at)
                    values (?, 'Severity', '', false, now(), now())
                    """, each.value());
        }
        one.getConnection().commit();
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        one.getConnection().rollback();
        one.sql().update("delete from project where id in (?, ?)", project.value(), elsewhere.value());
        one.getConnection().commit();
        one.close();
    }

    @Test
    void the_second_waits_for_the_first_and_not_for_another_project() {
        other.sql().update("set local lock_timeout = '500ms'");
        first.oneAtATime(project);
        assertThatCode(() -> second.oneAtATime(elsewhere)).doesNotThrowAnyException();
        assertThatThrownBy(() -> second.oneAtATime(project)).hasStackTraceContaining("lock timeout");
    }

    private static DownloadTable table(OneConnection connection) {
        return new DownloadTable(connection.sql(), new ObjectMapper(), Clock.systemUTC());
    }
}
