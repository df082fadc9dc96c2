package org.tessera.enclave.download.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.download.Download;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.enclave.download.Downloads;
import org.tessera.enclave.upload.ReleasedIdentifiers;
import org.tessera.enclave.workflow.adapter.DocumentTable;
import org.tessera.messaging.Sql;

/** Download requests, their frozen bytes and what left, in PostgreSQL. */
@ApplicationScoped
class DownloadTable implements Downloads, ReleasedIdentifiers {
    private final DocumentTable<Download> table;
    private final Sql sql;
    private final ObjectMapper json;
    private final Clock clock;

    DownloadTable(Sql sql, ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(sql, json, Download.class, "download_request");
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<Download> find(DownloadRequestId id) {
        return table.find(id.value());
    }

    @Override
    public Optional<Download> lock(DownloadRequestId id) {
        return table.lock(id.value());
    }

    @Override
    public void save(Download download) {
        var order = download.order();
        table.put(
                order.id().value(),
                download,
                Map.of(
                        "state", download.state().name(),
                        "project", order.project().value(),
                        "author", order.author().subject(),
                        "changed_at", clock.instant()));
    }

    @Override
    public List<Download> of(Account author, @Nullable DownloadRequestId after, int limit) {
        return table.page("author = ?", List.of(author.subject()), value(after), limit);
    }

    @Override
    public List<Download> submitted(@Nullable DownloadRequestId after, int limit) {
        return table.page("state <> 'DRAFT'", List.of(), value(after), limit);
    }

    private static @Nullable UUID value(@Nullable DownloadRequestId id) {
        return id == null ? null : id.value();
    }

    @Override
    public List<DownloadRequestId> underWay(ProjectId project) {
        return sql.list("""
                select id from download_request
                where project = ? and state in ('DRAFT', 'CHECKED', 'PARTIALLY_REVIEWED', 'APPROVED', 'RETURNED')
                order by seq for update
                """, row -> new DownloadRequestId(row.getObject("id", UUID.class)), project.value());
    }

    @Override
    public void freeze(DownloadRequestId id, int turn, List<FrozenResource> resources) {
        var values = new ArrayList<List<Object>>();
        for (var resource : resources) {
            values.add(List.of(
                    id.value(),
                    turn,
                    values.size(),
                    resource.name(),
                    resource.kind(),
                    resource.mediaType(),
                    resource.bytes(),
                    write(Disclosable.class, resource.content())));
        }
        sql.batch("""
                insert into download_resource (request, turn, ordinal, name, kind, media_type, bytes, content)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
                """, values);
    }

    @Override
    public List<FrozenResource> frozen(DownloadRequestId id, int turn) {
        return sql.list(
                "select * from download_resource where request = ? and turn = ? order by ordinal",
                row -> new FrozenResource(
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("media_type"),
                        row.getBytes("bytes"),
                        read(Disclosable.class, row.getString("content"))),
                id.value(),
                turn);
    }

    @Override
    public void oneAtATime(ProjectId project) {
        sql.list("select id from project where id = ? for update", row -> row.getString(1), project.value());
    }

    @Override
    public List<ReleasedCells> releasedCells(ProjectId project) {
        return sql.list(
                "select cells from released_cells where project = ? order by seq",
                row -> read(ReleasedCells.class, row.getString("cells")),
                project.value());
    }

    @Override
    public long leftOtherProjects(ProjectId project, Account author) {
        return sql.count("""
                with named as (
                  select lower(name) as name from project_member where project = ?
                  union select lower(?) union select lower(?)),
                meant as (
                  select name from named
                  union select lower(unnest(array[account.subject, account.username])) from member_account account
                    join named on named.name in (lower(account.subject), lower(account.username)))
                select count(*) from download_request
                where state in ('RELEASED', 'RECALLED') and project <> ?
                  and (lower(author) in (select name from meant)
                    or project in (select project from project_member where lower(name) in (select name from meant)))
                """, project.value(), author.subject(), author.username(), project.value());
    }

    @Override
    public void keepReleased(ProjectId project, DownloadRequestId id, List<ReleasedCells> cells) {
        sql.batch(
                "insert into released_cells (project, request, cells) values (?, ?, cast(? as jsonb))",
                cells.stream()
                        .map(each -> List.of(project.value(), id.value(), write(ReleasedCells.class, each)))
                        .toList());
    }

    @Override
    public void keepIdentifiers(ProjectId project, DownloadRequestId id, List<CommonsSubjectId> subjects) {
        sql.batch(
                "insert into released_identifier (project, request, submitter_id) values (?, ?, ?)",
                subjects.stream()
                        .map(subject -> List.of(project.value(), id.value(), subject.value()))
                        .toList());
    }

    @Override
    public void dropIdentifiers(DownloadRequestId id) {
        sql.update("delete from released_identifier where request = ?", id.value());
    }

    @Override
    public void forget(ProjectId project) {
        sql.update("delete from released_cells where project = ?", project.value());
        sql.update("delete from released_identifier where project = ?", project.value());
        sql.update("""
                delete from download_resource resource using download_request request
                where request.id = resource.request and request.project = ?
                  and (request.state <> 'RELEASED'
                    or resource.turn < (select max(turn) from download_resource where request = request.id))
                """, project.value());
        sql.update("""
                update download_resource set content = cast(? as jsonb)
                where request in (select id from download_request where project = ?)
                """, write(Disclosable.class, new Disclosable.Several(List.of())), project.value());
    }

    @Override
    public Set<CommonsSubjectId> of(ProjectId project) {
        return sql
                .list(
                        "select distinct submitter_id from released_identifier where project = ?",
                        row -> new CommonsSubjectId(row.getString("submitter_id")),
                        project.value())
                .stream()
                .collect(Collectors.toSet());
    }

    private <T> String write(Class<T> type, T value) {
        try {
            return json.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " cannot be written as JSON", e);
        }
    }

    private <T> T read(Class<T> type, String text) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " cannot be read from JSON", e);
        }
    }
}
