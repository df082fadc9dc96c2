package org.tessera.enclave.approval.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.MembershipWork.Asked;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.database.OneConnection;

/** Who looks after a group and who asks for it, each in a transaction of their own. */
class MembershipTableTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final OneConnection keeping = OneConnection.open();
    private final OneConnection asking = OneConnection.open();
    private final MembershipTable keeper = new MembershipTable(keeping.sql());
    private final MembershipTable asker = new MembershipTable(asking.sql());
    private final ProjectId project = project();

    @AfterEach
    void close() {
        asking.sql().update("delete from membership_work where project = ?", project.value());
        asking.sql().update("delete from project where id = ?", project.value());
        commit(asking);
        asking.close();
        keeping.close();
    }

    @Test
    void who_asks_does_not_wait_for_who_looks_after_the_group_and_is_not_forgotten() {
        ask();
        Asked first = keeper.take(NOW).orElseThrow();

        ask();
        keeper.done(first);
        commit(keeping);

        assertThat(keeper.take(NOW)).map(Asked::project).contains(project);
    }

    @Test
    void an_outage_of_what_was_asked_before_does_not_delay_what_was_asked_since() {
        ask();
        Asked first = keeper.take(NOW).orElseThrow();
        ask();
        keeper.postpone(first, NOW);
        commit(keeping);

        assertThat(keeper.take(NOW)).isPresent();
    }

    @Test
    void two_do_not_look_after_one_group() {
        ask();
        assertThat(keeper.take(NOW)).isPresent();
        assertThat(asker.take(NOW)).isEmpty();
        commit(asking);
        commit(keeping);
        assertThat(asker.take(NOW)).isPresent();
    }

    @Test
    void what_is_done_is_done() {
        ask();
        keeper.done(keeper.take(NOW).orElseThrow());
        commit(keeping);
        assertThat(keeper.take(NOW)).isEmpty();
    }

    @Test
    void an_outage_is_tried_again_later_each_time_and_at_most_after_five_minutes() {
        ask();
        Instant now = NOW;
        for (int seconds : List.of(2, 4, 8, 16, 32, 64, 128, 256, 300, 300)) {
            keeper.postpone(keeper.take(now).orElseThrow(), now);
            commit(keeping);
            assertThat(keeper.take(now.plusSeconds(seconds - 1))).isEmpty();
            now = now.plusSeconds(seconds);
            assertThat(keeper.take(now)).isPresent();
            commit(keeping);
        }
    }

    /** Who has to wait fails. */
    private void ask() {
        asking.sql().update("set local lock_timeout = '5s'");
        asker.ask(project, NOW);
        commit(asking);
    }

    private ProjectId project() {
        UUID id = UUID.randomUUID();
        asking.sql().update("""
                insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at)
                values (?, 'Severity', '', false, now(), now())
                """, id);
        commit(asking);
        return new ProjectId(id);
    }

    private static void commit(OneConnection of) {
        of.sql().with((Connection connection) -> {
            connection.commit();
            return true;
        });
    }
}
