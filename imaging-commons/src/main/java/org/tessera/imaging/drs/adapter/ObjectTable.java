package org.tessera.imaging.drs.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.tessera.imaging.drs.StoredObject;
import org.tessera.imaging.drs.StoredObjects;
import org.tessera.messaging.Sql;

/** Finds image files whose case is published and not withdrawn. */
@ApplicationScoped
class ObjectTable implements StoredObjects {
    private static final String MAY_BE_HAD = """
             from image_object o
             where exists (select from revision_series x join catalogue_entry e on e.revision = x.revision
                            where x.object_id = o.object_id)
               and not exists (select from withdrawal w where w.reference = o.submitter_id and w.partner = o.partner)
            """;

    private final Sql sql;

    ObjectTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<StoredObject> find(String id) {
        return sql.first(
                "select o.object_id, o.sha256, o.md5sum, o.file_size, o.file_name, o.mime_type, o.created_at"
                        + MAY_BE_HAD + " and o.object_id = ?",
                row -> new StoredObject(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5).substring(row.getString(5).lastIndexOf('/') + 1),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()),
                id);
    }

    @Override
    public Held held() {
        return sql.first(
                        "select count(*), coalesce(sum(o.file_size), 0)" + MAY_BE_HAD,
                        row -> new Held(row.getLong(1), row.getLong(2)))
                .orElse(new Held(0, 0));
    }
}
