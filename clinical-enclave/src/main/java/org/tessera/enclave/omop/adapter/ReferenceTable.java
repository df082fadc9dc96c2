package org.tessera.enclave.omop.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.contracts.EnclaveRef;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.omop.References;
import org.tessera.messaging.Sql;

/** References and numbers in PostgreSQL. */
@ApplicationScoped
public class ReferenceTable implements References {
    private final Sql sql;

    /** @param sql holds the tables */
    public ReferenceTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean isLoaded(String release) {
        return sql.first(
                        "select 1 from release_submission where release = ? and state = 'LOADED' limit 1",
                        row -> true,
                        release)
                .isPresent();
    }

    @Override
    public Map<EnclaveRef, Standing> standing(String release, List<EnclaveRef> references) {
        Map<EnclaveRef, Standing> found = HashMap.newHashMap(references.size());
        sql.list(
                        """
                        select r.enclave_ref, r.person_id, r.withdrawn_at from person_ref r
                        join omop.person p on p.person_id = r.person_id
                        where r.release = ? and r.enclave_ref = any (?)""",
                        row -> Map.entry(
                                new EnclaveRef(row.getString("enclave_ref")),
                                new Standing(
                                        new PersonId(row.getLong("person_id")), row.getObject("withdrawn_at") != null)),
                        release,
                        references.stream().map(EnclaveRef::value).toList())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    @Override
    public Set<String> partnersOf(EnclaveRef reference) {
        return new HashSet<>(sql.list(
                "select partner from person_ref where enclave_ref = ?", row -> row.getString(1), reference.value()));
    }

    @Override
    public Map<PersonId, String> partnersOf(Set<PersonId> persons) {
        Map<PersonId, String> found = HashMap.newHashMap(persons.size());
        sql.list(
                        "select person_id, partner from person_ref where person_id = any (?)",
                        row -> Map.entry(new PersonId(row.getLong("person_id")), row.getString("partner")),
                        (Object) persons.stream().mapToLong(PersonId::value).toArray())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    @Override
    public Set<PersonId> withdraw(EnclaveRef reference, String partner, Instant at) {
        sql.update(
                "insert into withdrawn_reference (enclave_ref, partner, withdrawn_at) values (?, ?, ?) on conflict do nothing",
                reference.value(),
                partner,
                at);
        return new HashSet<>(sql.list(
                "update person_ref set withdrawn_at = coalesce(withdrawn_at, ?) where enclave_ref = ? and partner = ? returning person_id",
                row -> new PersonId(row.getLong(1)),
                at,
                reference.value(),
                partner));
    }

    @Override
    public Set<PersonId> withdrawn(String release) {
        return new HashSet<>(sql.list(
                "select person_id from person_ref where release = ? and withdrawn_at is not null",
                row -> new PersonId(row.getLong(1)),
                release));
    }
}
