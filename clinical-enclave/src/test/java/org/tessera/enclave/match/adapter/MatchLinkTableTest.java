package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.database.OneConnection;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.omop.PersonId;

/** Which links of an active match are read: an opt-out that crossed the answer has not deleted its link. */
class MatchLinkTableTest {
    private final OneConnection connection = OneConnection.open();
    private final MatchLinkTable table = new MatchLinkTable(connection.sql());
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final MatchRequestId match = MatchRequestId.random();

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void a_person_who_has_withdrawn_and_a_case_that_is_gone_are_left_out_though_they_are_kept() {
        version("1", 1, "case-1", "case-2", "case-3", "case-4");
        version("2", 2, "case-1", "case-2", "case-4");
        person(1, false);
        person(2, true);
        person(3, false);
        person(4, false);
        person(5, true);
        connection.sql().update("""
                insert into match_request (id, project, clinical_release, catalogue_version, fuzzy, requested_by,
                  requested_at, deadline, state, changed_at)
                values (?, ?, 'R1', '1', false, 'rosalind', now(), now(), 'ACTIVE', now())
                """, match.value(), project.value());
        table.add(match, List.of(link(1, 1), link(2, 2), link(3, 3), link(4, 4, 5)));

        assertThat(table.active(project).orElseThrow().persons()).containsExactly(link(1, 1));

        assertThat(table.forgetGoneCases()).isEqualTo(1);
        assertThat(table.forgetPersons(Set.of(new PersonId(2), new PersonId(5))))
                .isEqualTo(2);
        assertThat(table.active(project).orElseThrow().persons()).containsExactly(link(1, 1));
    }

    private void version(String version, int day, String... cases) {
        connection.sql().update("""
                insert into catalogue_version (version, published_at, received_at, digest, cases, studies, measurements, files)
                values (?, timestamptz '2026-01-01' + make_interval(days => ?), now(), 'sha256:none', 0, 0, 0, 0)
                """, version, day);
        for (String each : cases) {
            connection.sql().update("insert into catalogue_case values (?, ?, '{}')", version, each);
        }
    }

    private void person(long id, boolean withdrawn) {
        connection
                .sql()
                .update(
                        "insert into person_ref values ('R1', ?, ?, 'partner-north', case when ? then now() end)",
                        "E-" + id,
                        id,
                        withdrawn);
    }

    private static LinkedPerson link(int number, long... persons) {
        return new LinkedPerson(
                List.of(new CommonsSubjectId("case-" + number)),
                Arrays.stream(persons).mapToObj(PersonId::new).toList(),
                Linkage.UNIQUE,
                List.of("T1"));
    }
}
