package org.tessera.enclave.download.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.tessera.enclave.download.Announcements;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.messaging.Sql;

/** What was told of releases, in PostgreSQL. */
@ApplicationScoped
class AnnouncementTable implements Announcements {
    private final Sql sql;

    AnnouncementTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void announced(Announced announced, DownloadRequestId request) {
        sql.update(
                "insert into announced_release (released, channel, request) values (?, ?, ?)",
                announced.releasedId(),
                announced.channel(),
                request.value());
    }

    @Override
    public List<Announced> recalled(DownloadRequestId request) {
        sql.update("update announced_release set recalled = true where request = ?", request.value());
        return sql.list(
                "select released, channel from announced_release where request = ? order by seq",
                row -> new Announced(row.getObject("released", UUID.class), row.getString("channel")),
                request.value());
    }
}
