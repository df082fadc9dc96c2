package org.tessera.enclave.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.MatchLinks;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.omop.PersonId;
import org.tessera.messaging.Sql;

/** Match tables in PostgreSQL. Whoever opted out is left out when reading, too: two transactions may have crossed. */
@ApplicationScoped
public class MatchLinkTable implements MatchLinks, MatchTable {
    private static final String WITHDRAWN = """
            exists (select 1 from person_ref p where p.person_id = any (l.persons) and p.withdrawn_at is not null)""";
    private static final String GONE = """
            exists (select 1 from unnest(l.subjects) s where not exists (select 1 from catalogue_case c
              where c.submitter_id = s and c.version =
                (select version from catalogue_version order by published_at desc, version desc limit 1)))""";

    private final Sql sql;

    /** @param sql holds the tables */
    public MatchLinkTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ActiveMatch> active(ProjectId project) {
        return sql.first(
                "select * from match_request where project = ? and state = 'ACTIVE'",
                row -> {
                    MatchRequestId id = new MatchRequestId(row.getObject("id", UUID.class));
                    return new ActiveMatch(
                            id, row.getString("clinical_release"), row.getString("catalogue_version"), persons(id));
                },
                project.value());
    }

    private List<LinkedPerson> persons(MatchRequestId id) {
        return sql.list(
                "select * from match_link l where request_id = ? and not " + WITHDRAWN + " and not " + GONE
                        + " order by ordinal",
                MatchLinkTable::person,
                id.value());
    }

    @Override
    public void add(MatchRequestId id, List<LinkedPerson> persons) {
        List<List<?>> rows = new ArrayList<>(persons.size());
        for (LinkedPerson person : persons) {
            rows.add(List.of(
                    id.value(),
                    rows.size(),
                    person.linkage().name(),
                    person.evidence(),
                    person.subjects().stream().map(CommonsSubjectId::value).toList(),
                    person.persons().stream().mapToLong(PersonId::value).toArray()));
        }
        sql.batch(
                "insert into match_link (request_id, ordinal, linkage, evidence, subjects, persons) values (?, ?, ?, ?, ?, ?)",
                rows);
    }

    @Override
    public void forget(MatchRequestId id) {
        sql.update("delete from match_link where request_id = ?", id.value());
    }

    @Override
    public long forgetPersons(Set<PersonId> persons) {
        return sql.update("delete from match_link where persons && ?", (Object)
                persons.stream().mapToLong(PersonId::value).toArray());
    }

    @Override
    public long forgetGoneCases() {
        return sql.update("delete from match_link l where " + GONE);
    }

    private static LinkedPerson person(ResultSet row) throws SQLException {
        return new LinkedPerson(
                Sql.texts(row, "subjects").stream().map(CommonsSubjectId::new).toList(),
                Sql.numbers(row, "persons").stream().map(PersonId::new).toList(),
                Linkage.valueOf(row.getString("linkage")),
                Sql.texts(row, "evidence"));
    }
}
