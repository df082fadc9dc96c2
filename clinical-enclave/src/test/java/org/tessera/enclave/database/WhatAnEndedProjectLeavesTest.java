package org.tessera.enclave.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/**
 * The end of a project deletes what it knew of persons. The tables are asked of the database: one that is new is in none of
 * the lists below, and fails here until somebody has decided what becomes of it.
 */
@QuarkusTest
@OnRealServers("clinical-enclave")
class WhatAnEndedProjectLeavesTest {
    /** Stands in every value that is about a person. */
    private static final String PERSON = "somebody-of-the-project";

    /** Who did what when, and what left: none of it says who a person is. */
    private static final Set<String> STAYS = Set.of(
            "project",
            "project_member",
            "project_key",
            "membership_work",
            "data_use_request",
            "match_request",
            "upload_request",
            "download_request",
            "download_resource",
            "announced_release",
            "released_profile",
            "representativeness_report");

    @Inject
    EnclaveWorld world;

    @Inject
    Event<ProjectEnded> ended;

    @Inject
    Sql sql;

    @Test
    @TestTransaction
    void only_what_names_nobody_stays_of_a_project_that_has_ended() {
        ProjectId project = world.openProject("rosalind-e");
        fill(project.value());
        Map<String, String> rowsOf = rowsOfAProject();
        assertThat(rowsOf.keySet())
                .allSatisfy(table -> assertThat(count(table, rowsOf, project, ""))
                        .as("rows of %s before the end", table)
                        .isPositive());

        sql.update("update project set ended_at = now() where id = ?", project.value());
        ended.fire(new ProjectEnded(project));

        SoftAssertions.assertSoftly(after -> {
            after.assertThat(tablesWith("", rowsOf, project)).containsExactlyInAnyOrderElementsOf(STAYS);
            after.assertThat(tablesWith(" and t::text like '%" + PERSON + "%'", rowsOf, project))
                    .as("tables that name a person still")
                    .isEmpty();
            after.assertThat(sql.list("""
                            select resource.turn from download_resource resource
                            join download_request request on request.id = resource.request where request.project = ?
                            """, row -> row.getInt(1), project.value()))
                    .as("the turn that was released, of the one request that still is")
                    .containsExactly(2);
            after.assertThat(count("project_key", rowsOf, project, " and destroyed_at is null"))
                    .as("keys that are not destroyed")
                    .isZero();
        });
    }

    private List<String> tablesWith(String more, Map<String, String> rowsOf, ProjectId project) {
        return rowsOf.keySet().stream()
                .filter(table -> count(table, rowsOf, project, more) > 0)
                .toList();
    }

    private long count(String table, Map<String, String> rowsOf, ProjectId project, String more) {
        return sql.count("select count(*) from " + table + " t where " + rowsOf.get(table) + more, project.toString());
    }

    /** Of every table that belongs to a project, itself or by the rows it refers to, which rows are of the project "?". */
    private Map<String, String> rowsOfAProject() {
        Map<String, String> rows = new TreeMap<>(Map.of("project", "id::text = ?"));
        rows.putAll(sql.list("""
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'project'
                        """, row -> row.getString(1)).stream()
                .collect(Collectors.toMap(table -> table, table -> "project::text = ?")));
        Map<String, String> found;
        do {
            found = referringTo(rows);
            rows.putAll(found);
        } while (!found.isEmpty());
        return rows;
    }

    private Map<String, String> referringTo(Map<String, String> rows) {
        Map<String, String> found = new TreeMap<>();
        sql.each("""
                select referring.table_name, referring.column_name, referred.table_name, referred.column_name
                from information_schema.key_column_usage referring
                join information_schema.referential_constraints using (constraint_schema, constraint_name)
                join information_schema.key_column_usage referred
                  on referred.constraint_name = unique_constraint_name
                  and referred.ordinal_position = referring.position_in_unique_constraint
                where referring.constraint_schema = 'public'
                """, row -> {
            String condition = rows.get(row.getString(3));
            if (condition != null && !rows.containsKey(row.getString(1))) {
                found.put(
                        row.getString(1),
                        "%s in (select %s from %s where %s)"
                                .formatted(row.getString(2), row.getString(4), row.getString(3), condition));
            }
        });
        return found;
    }

    /** A row in each of them, as far as its end looks at it. */
    private void fill(UUID project) {
        insert("membership_work (project, due_at) values (?, now())", project);
        UUID match = UUID.randomUUID();
        insert("""
                match_request (id, project, clinical_release, catalogue_version, fuzzy, requested_by, requested_at,
                  deadline, state, changed_at)
                values (?, ?, 'R1', 'v1', false, 'x', now(), now(), 'ACTIVE', now())
                """, match, project);
        insert("match_link values (?, 0, 'UNIQUE', '{T1}', array[?], '{1}')", match, PERSON);
        UUID upload = UUID.randomUUID();
        insert("""
                upload_request (id, state, project, deadline, changed_at, document)
                values (?, 'IMPORTED', ?, now(), now(), '{}')
                """, upload, project.toString());
        insert("upload_row values (?, 0, ?, 'study', 'object', 0.5)", upload, PERSON);
        insert("imported_table values (?, ?, now())", project, upload);
        fillDownloads(project);
        UUID alignment = UUID.randomUUID();
        insert(
                "alignment (id, project, match_request, made_at, document) values (?, ?, ?, now(), '{}')",
                alignment,
                project,
                match);
        insert(
                "alignment_row (alignment, ordinal, aliases, document) values (?, 0, array[?], '{}')",
                alignment,
                PERSON);
        insert(
                "analysis (id, project, alignment, made_at, document) values (?, ?, ?, now(), '{}')",
                UUID.randomUUID(),
                project,
                alignment);
    }

    private void fillDownloads(UUID project) {
        UUID released = download(project, "RELEASED", 1, 2);
        download(project, "RECALLED", 1);
        download(project, "REJECTED", 1);
        insert(
                "released_cells (project, request, cells) values (?, ?, jsonb_build_object('of', ?))",
                project,
                released,
                PERSON);
        insert("released_identifier (project, request, submitter_id) values (?, ?, ?)", project, released, PERSON);
        UUID profile = UUID.randomUUID();
        insert(
                "released_profile (profile, project, stage, label) values (?, ?, 'final-cohort', 'Final')",
                profile,
                project);
        insert("representativeness_report (profile, reference, document) values (?, 'all', '{}')", profile);
        insert("announced_release (released, channel, request) values (?, 'profiles', ?)", profile, released);
    }

    private UUID download(UUID project, String state, int... turns) {
        UUID id = UUID.randomUUID();
        insert("""
                download_request (id, state, project, author, changed_at, document)
                values (?, ?, ?, 'x', now(), '{}')
                """, id, state, project);
        for (int turn : turns) {
            insert("""
                    download_resource (request, turn, ordinal, name, kind, media_type, bytes, content)
                    values (?, ?, 0, 'list.csv', 'list', 'text/csv', 'x', jsonb_build_object('of', ?))
                    """, id, turn, PERSON);
        }
        return id;
    }

    private void insert(String row, Object... values) {
        sql.update("insert into " + row, values);
    }
}
