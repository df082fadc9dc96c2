package org.tessera.imaging.catalog.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.tessera.imaging.catalog.BadRow;
import org.tessera.imaging.catalog.MimeTypes;
import org.tessera.imaging.catalog.Node;
import org.tessera.imaging.catalog.SubmittedRow;
import org.tessera.imaging.catalog.SubmittedRow.CaseRow;
import org.tessera.imaging.catalog.SubmittedRow.SeriesRow;
import org.tessera.imaging.catalog.SubmittedRow.StudyRow;
import org.tessera.imaging.catalog.SubmittedRow.TestRow;
import org.tessera.imaging.catalog.SubmittedRows;
import org.tessera.imaging.catalog.Unpacked;
import org.tessera.imaging.catalog.Unpacked.UnpackedFile;
import org.tessera.messaging.CopyRows;
import org.tessera.messaging.Sql;

/** Copies one file's rows into its staging table while they are read. */
final class StagedFile implements SubmittedRows.Sink {
    static final String FILES = "imaging/files/";

    private final Node node;
    private final Unpacked bundle;
    private final CopyRows copy;
    private final ErrorLog errors;
    private final List<String> warnings;

    private StagedFile(Node node, Unpacked bundle, CopyRows copy, ErrorLog errors, List<String> warnings) {
        this.node = node;
        this.bundle = bundle;
        this.copy = copy;
        this.errors = errors;
        this.warnings = warnings;
    }

    /** Copies the file and returns how many rows it has. */
    static long copy(Sql sql, Node node, Unpacked bundle, UnpackedFile file, ErrorLog errors, List<String> warnings) {
        return sql.with(connection -> {
            try (CopyRows copy = new CopyRows(connection, Staging.columns(node))) {
                StagedFile staged = new StagedFile(node, bundle, copy, errors, warnings);
                long rows = SubmittedRows.read(file.location(), node, staged);
                copy.finish();
                return rows;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void accept(SubmittedRow row) throws BadRow, IOException {
        try {
            switch (row) {
                case CaseRow c ->
                    copy.row(
                            c.line(),
                            c.submitterId(),
                            c.siteId(),
                            c.sex(),
                            c.race(),
                            c.ethnicity(),
                            c.ageAtIndex(),
                            c.ageAtIndexGt89(),
                            c.covid19Positive());
                case StudyRow s ->
                    copy.row(
                            s.line(),
                            s.caseId(),
                            s.studyUid(),
                            s.modality(),
                            s.daysToStudy(),
                            s.daysFromStudyToPosCovidTest(),
                            s.viewPosition());
                case TestRow t ->
                    copy.row(
                            t.line(),
                            t.caseId(),
                            t.submitterId(),
                            t.testDaysFromIndex(),
                            t.testResultText(),
                            t.testMethod());
                case SeriesRow s -> series(s);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void series(SeriesRow row) throws BadRow, SQLException {
        String name = row.fileName();
        UnpackedFile file = name == null ? null : bundle.files().get(FILES + name);
        if (name != null && file == null) {
            throw new BadRow("file_name: the file is not in the bundle");
        }
        if (file != null && row.md5sum() != null && !file.md5().equals(row.md5sum())) {
            throw new BadRow("md5sum: differs from the file's");
        }
        copy.row(
                row.line(),
                row.studyUid(),
                row.seriesUid(),
                row.modality(),
                row.viewPosition(),
                row.manufacturer(),
                name == null ? "" : name,
                file == null ? null : file.sha256(),
                file == null ? null : file.md5(),
                file == null ? null : file.bytes(),
                name == null ? null : MimeTypes.of(name));
    }

    @Override
    public void refused(long line, String reason) throws IOException {
        errors.add(node.path(), line, reason);
    }

    @Override
    public void warned(String sentence) {
        warnings.add(node.path() + ": " + sentence + ".");
    }
}
