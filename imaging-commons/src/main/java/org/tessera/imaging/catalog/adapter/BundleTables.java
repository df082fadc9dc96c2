package org.tessera.imaging.catalog.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tessera.envelope.Actor;
import org.tessera.imaging.catalog.BundleLoads;
import org.tessera.imaging.catalog.ImageFiles;
import org.tessera.imaging.catalog.Node;
import org.tessera.imaging.catalog.Submission;
import org.tessera.imaging.catalog.Submission.Tally;
import org.tessera.imaging.catalog.Unpacked;
import org.tessera.imaging.catalog.Unpacked.UnpackedFile;
import org.tessera.messaging.Sql;

/**
 * Loads a bundle through staging tables: each row that keeps the dictionary's rules is copied in, then whole tables are
 * compared with each other and with what is there. Memory does not grow with the files.
 */
@ApplicationScoped
class BundleTables implements BundleLoads {
    private final Sql sql;
    private final ImageFiles images;
    private final Clock clock;

    BundleTables(Sql sql, ImageFiles images, Clock clock) {
        this.sql = sql;
        this.images = images;
        this.clock = clock;
    }

    @Override
    public Loaded load(UUID submission, Unpacked bundle, Actor curator) throws IOException {
        sql.lock("catalogue");
        String partner = bundle.manifest().partner();
        sql.update(
                "insert into submission (id, partner, release, manifest_digest, state, submitted_by, submitted_at)"
                        + " values (?, ?, ?, ?, 'LOADED', ?, ?)",
                submission,
                partner,
                bundle.manifest().release(),
                "sha256:" + bundle.manifestDigest(),
                curator.subject(),
                clock.instant());
        for (String statement : Staging.TABLES) {
            sql.update(statement);
        }
        List<String> warnings = new ArrayList<>();
        Map<Node, Long> rows = stage(bundle, warnings);
        for (Staging.Rule rule : Staging.RULES) {
            rule.apply(sql, partner);
        }
        keepFiles(bundle);
        Staging.merge(sql, submission, partner, clock.instant());
        copyErrors(submission);
        return new Loaded(sql.count("select count(*) from stage_case"), tallies(rows), warnings);
    }

    private Map<Node, Long> stage(Unpacked bundle, List<String> warnings) throws IOException {
        Map<Node, Long> rows = new EnumMap<>(Node.class);
        warnIgnored(bundle, warnings);
        Path log = bundle.folder().resolve("errors.copy");
        try (ErrorLog errors = new ErrorLog(log)) {
            for (Node node : Node.values()) {
                UnpackedFile file = bundle.files().get(node.path());
                if (file != null) {
                    rows.put(node, StagedFile.copy(sql, node, bundle, file, errors, warnings));
                }
            }
        }
        sql.with(connection -> ErrorLog.copyIn(connection, log));
        for (String statement : Staging.INDEXES) {
            sql.update(statement);
        }
        return rows;
    }

    private static void warnIgnored(Unpacked bundle, List<String> warnings) {
        long ignored = bundle.files().keySet().stream()
                .filter(path -> Node.at(path).isEmpty() && !path.startsWith(StagedFile.FILES))
                .count();
        if (ignored > 0) {
            warnings.add("Files that the commons does not read: " + ignored + ".");
        }
        if (!bundle.files().containsKey(Node.CASE.path())) {
            warnings.add("The bundle has no " + Node.CASE.path() + ", so nothing of it can go in.");
        }
    }

    private void keepFiles(Unpacked bundle) throws IOException {
        for (Map.Entry<String, UnpackedFile> file : bundle.files().entrySet()) {
            if (file.getKey().startsWith(StagedFile.FILES)
                    && sql.exists(
                            "select from stage_series where sha256 = ?",
                            file.getValue().sha256())) {
                images.keep(file.getValue().location(), file.getValue().sha256());
            }
        }
    }

    private List<Tally> tallies(Map<Node, Long> rows) {
        List<Tally> tallies = new ArrayList<>();
        rows.forEach((node, read) -> {
            long rejected = sql.count("select count(*) from stage_error where file = ?", node.path());
            long accepted = sql.count("select count(*) from " + Staging.table(node));
            if (accepted + rejected != read) {
                throw new IllegalStateException(node.path() + ": " + read + " rows, but " + accepted + " accepted and "
                        + rejected + " rejected");
            }
            tallies.add(new Tally(node.path(), read, accepted, rejected));
        });
        return tallies;
    }

    private void copyErrors(UUID submission) {
        sql.update(
                "insert into submission_error (submission_id, position, file, line, reason)"
                        + " select ?, row_number() over (order by file, line, reason), file, line, reason from stage_error",
                submission);
    }

    @Override
    public void end(Submission submission) {
        sql.update(
                "update submission set state = ?, warnings = ? where id = ?",
                submission.state().name(),
                submission.warnings(),
                submission.id());
        for (Tally file : submission.files()) {
            sql.update(
                    "insert into submission_file (submission_id, file, rows, accepted, rejected) values (?, ?, ?, ?, ?)",
                    submission.id(),
                    file.file(),
                    file.rows(),
                    file.accepted(),
                    file.rejected());
        }
        sql.update("drop table stage_case, stage_study, stage_measurement, stage_series, stage_error, stage_revision");
    }
}
