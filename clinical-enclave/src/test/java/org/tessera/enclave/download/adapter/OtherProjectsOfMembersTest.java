package org.tessera.enclave.download.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.database.OneConnection;
import org.tessera.messaging.Sql;

/** Members are named by their subject in one project and by their username in another: the author always by the first. */
class OtherProjectsOfMembersTest {
    private static final Account ALICE = new Account("0a-alice", "alice");
    private static final Account BOB = new Account("0b-bob", "bob");
    private static final Account CAROL = new Account("0c-carol", "carol");

    private final OneConnection connection = OneConnection.open();
    private final Sql sql = connection.sql();
    private final DownloadTable table = new DownloadTable(sql, new ObjectMapper(), Clock.systemUTC());

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void a_collaborator_of_the_other_project_who_is_the_author_of_this_one_is_found() {
        released(project(ALICE.subject(), "Bob"), ALICE);
        assertThat(table.leftOtherProjects(project(BOB.subject()), BOB)).isEqualTo(1);
    }

    @Test
    void the_author_of_the_other_project_who_is_a_collaborator_of_this_one_is_found() {
        released(project(BOB.subject()), BOB);
        var here = project(ALICE.subject(), "Bob");
        known(BOB);
        assertThat(table.leftOtherProjects(here, ALICE)).isEqualTo(1);
    }

    @Test
    void a_collaborator_of_both_is_found_by_whichever_name_she_has_in_each() {
        released(project(ALICE.subject(), CAROL.subject()), ALICE);
        var here = project(BOB.subject(), "carol");
        known(CAROL);
        assertThat(table.leftOtherProjects(here, BOB)).isEqualTo(1);
    }

    @Test
    void a_project_that_shares_nobody_is_not_found() {
        released(project(ALICE.subject(), "carol"), ALICE);
        known(ALICE);
        known(CAROL);
        assertThat(table.leftOtherProjects(project(BOB.subject()), BOB)).isZero();
    }

    @Test
    void what_was_released_counts_recalled_or_not_and_nothing_else_does() {
        var there = project(BOB.subject());
        for (var state :
                List.of("DRAFT", "CHECKED", "PARTIALLY_REVIEWED", "APPROVED", "RETURNED", "REJECTED", "WITHDRAWN")) {
            inState(state, there, BOB);
        }
        var here = project(BOB.subject());
        inState("RELEASED", here, BOB);
        assertThat(table.leftOtherProjects(here, BOB)).isZero();
        inState("RECALLED", there, BOB);
        assertThat(table.leftOtherProjects(here, BOB)).isEqualTo(1);
        inState("RELEASED", there, BOB);
        assertThat(table.leftOtherProjects(here, BOB)).isEqualTo(2);
    }

    private ProjectId project(String... members) {
        var id = UUID.randomUUID();
        sql.update("""
                insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at)
                values (?, 'Severity', '', false, now(), now())
                """, id);
        for (var member : members) {
            sql.update("insert into project_member values (?, ?, ?)", id, member, UUID.randomUUID());
        }
        return new ProjectId(id);
    }

    /** As the account register says. */
    private void known(Account account) {
        sql.update("insert into member_account values (?, ?)", account.subject(), account.username());
    }

    private void released(ProjectId project, Account author) {
        inState("RELEASED", project, author);
    }

    private void inState(String state, ProjectId project, Account author) {
        sql.update("""
                insert into download_request (id, state, project, author, changed_at, document)
                values (?, ?, ?, ?, now(), '{}')
                """, UUID.randomUUID(), state, project.value(), author.subject());
    }
}
