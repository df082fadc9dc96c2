package org.tessera.imaging.drs.adapter;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
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

    private static final Duration COUNTED_AGAIN = Duration.ofMinutes(5);
    private static final Duration TOO_OLD = Duration.ofMinutes(10);
    private static final String ALL = "all";

    private final Sql sql;

    /** Everybody may ask, and counting reads the whole store: one counts, the others get what was counted before. */
    private final LoadingCache<String, Held> held;

    @Inject
    ObjectTable(Sql sql) {
        this(sql, Ticker.systemTicker());
    }

    ObjectTable(Sql sql, Ticker time) {
        this.sql = sql;
        this.held = Caffeine.newBuilder()
                .ticker(time)
                .refreshAfterWrite(COUNTED_AGAIN)
                .expireAfterWrite(TOO_OLD)
                .build(all -> count());
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
        return held.get(ALL);
    }

    private Held count() {
        return sql.first(
                        "select count(*), coalesce(sum(o.file_size), 0)" + MAY_BE_HAD,
                        row -> new Held(row.getLong(1), row.getLong(2)))
                .orElse(new Held(0, 0));
    }
}
