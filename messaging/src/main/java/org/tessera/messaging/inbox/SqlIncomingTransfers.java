package org.tessera.messaging.inbox;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Sealing;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.Sql;

/** Joins the parts that wait in the database, one in memory at a time. */
@Singleton
final class SqlIncomingTransfers implements IncomingTransfers {
    private final Sql sql;

    SqlIncomingTransfers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public InputStream open(Transfer transfer, List<PrivateKey> keys) throws IncompleteTransfer {
        long present = sql.first(
                        "SELECT count(*) FROM transfer_part WHERE transfer_id = ? AND part_index < ?",
                        row -> row.getLong(1),
                        transfer.id().value(),
                        transfer.parts())
                .orElse(0L);
        if (present != transfer.parts()) {
            throw new IncompleteTransfer("part-missing");
        }
        if (!Parts.digest(new Stored(transfer)).equals(transfer.digest())) {
            throw new IncompleteTransfer("digest-differs");
        }
        List<@Nullable PrivateKey> possible = new ArrayList<>(keys);
        if (keys.isEmpty()) {
            possible.add(null);
        }
        for (PrivateKey key : possible) {
            if (opens(transfer, key)) {
                return Parts.join(new Stored(transfer), key);
            }
        }
        throw new IncompleteTransfer("not-openable");
    }

    private boolean opens(Transfer transfer, @Nullable PrivateKey key) {
        try {
            for (Iterator<String> parts = new Stored(transfer); parts.hasNext(); ) {
                Parts.open(parts.next(), key);
            }
            return true;
        } catch (Sealing.NotOpenable e) {
            return false;
        }
    }

    @Override
    public void discard(TransferId id) {
        sql.update("DELETE FROM transfer_part WHERE transfer_id = ?", id.value());
    }

    /** The parts' texts in order, each read when it is asked for. */
    private final class Stored implements Iterator<String> {
        private final Transfer transfer;
        private int next;

        Stored(Transfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public boolean hasNext() {
            return next < transfer.parts();
        }

        @Override
        public String next() {
            Optional<String> data = sql.first(
                    "SELECT data FROM transfer_part WHERE transfer_id = ? AND part_index = ?",
                    row -> row.getString(1),
                    transfer.id().value(),
                    next);
            next++;
            return data.orElseThrow(NoSuchElementException::new);
        }
    }
}
