package org.tessera.imaging.catalog.adapter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.tessera.imaging.catalog.Node;
import org.tessera.messaging.Sql;

/** The staging tables of one bundle, the rules between rows, and how what is left becomes revisions. */
final class Staging {
    static final List<String> TABLES = List.of(
            "create temp table stage_case (line bigint, submitter_id text, site_id text, sex text, race text,"
                    + " ethnicity text, age_at_index integer, age_at_index_gt89 boolean, covid19_positive text)"
                    + " on commit drop",
            "create temp table stage_study (line bigint, submitter_id text, study_uid text, study_modality text[],"
                    + " days_to_study integer, days_from_study_to_pos_covid_test integer[], view_position text)"
                    + " on commit drop",
            "create temp table stage_measurement (line bigint, submitter_id text, measurement_id text,"
                    + " test_days_from_index integer, test_result_text text, test_method text) on commit drop",
            "create temp table stage_series (line bigint, study_uid text, series_uid text, modality text,"
                    + " view_position text, manufacturer text, file_name text, sha256 text, md5sum text, file_size bigint, mime_type text,"
                    + " submitter_id text, object_id text) on commit drop",
            "create temp table stage_error (file text, line bigint, reason text) on commit drop");

    static final List<String> INDEXES = List.of(
            "create index on stage_case (submitter_id)",
            "create index on stage_study (submitter_id)",
            "create index on stage_study (study_uid)",
            "create index on stage_measurement (submitter_id)",
            "create index on stage_series (study_uid)",
            "create index on stage_series (sha256)",
            "analyze stage_case, stage_study, stage_measurement, stage_series");

    /** Rules between rows, in the order in which they are applied: a study falls with its case, a series with its study. */
    static final List<Rule> RULES = List.of(
            repeated(Node.CASE, "submitter_id", "submitter_id: given twice; the first row stands"),
            new Rule(
                    Node.CASE,
                    "exists (select from current_case c where c.submitter_id = s.submitter_id and c.partner <> ?)",
                    "submitter_id: held by another partner",
                    true),
            new Rule(
                    Node.CASE,
                    "exists (select from withdrawal w where w.reference = s.submitter_id and w.partner = ?)",
                    "submitter_id: the case was withdrawn",
                    true),
            new Rule(
                    Node.CASE,
                    StagingMerge.TOO_LARGE,
                    "submitter_id: more studies, series and tests than fit into 6 MiB",
                    false),
            repeated(Node.IMAGING_STUDY, "study_uid", "study_uid: given twice; the first row stands"),
            new Rule(
                    Node.IMAGING_STUDY,
                    "not exists (select from stage_case c where c.submitter_id = s.submitter_id)",
                    "cases.submitter_id: no accepted row of that case in this bundle",
                    false),
            new Rule(
                    Node.IMAGING_STUDY,
                    "exists (select from revision_study r join current_case c on c.revision = r.revision"
                            + " where r.study_uid = s.study_uid and c.submitter_id <> s.submitter_id"
                            + " and not exists (select from stage_case n where n.submitter_id = c.submitter_id))",
                    "study_uid: held by another case",
                    false),
            repeated(Node.MEASUREMENT, "measurement_id", "submitter_id: given twice; the first row stands"),
            new Rule(
                    Node.MEASUREMENT,
                    "not exists (select from stage_case c where c.submitter_id = s.submitter_id)",
                    "cases.submitter_id: no accepted row of that case in this bundle",
                    false),
            repeated(
                    Node.SERIES,
                    "study_uid, series_uid, file_name",
                    "series_uid: given twice with the same file; the first row stands"),
            repeated(
                    Node.SERIES,
                    "study_uid, series_uid, sha256",
                    "file_name: the same image given twice in one series; the first row stands"),
            new Rule(
                    Node.SERIES,
                    "not exists (select from stage_study t where t.study_uid = s.study_uid)",
                    "study_uid: no accepted row of that study in this bundle",
                    false));

    private Staging() {}

    static String table(Node node) {
        return switch (node) {
            case CASE -> "stage_case";
            case IMAGING_STUDY -> "stage_study";
            case MEASUREMENT -> "stage_measurement";
            case SERIES -> "stage_series";
        };
    }

    static String columns(Node node) {
        return table(node)
                + switch (node) {
                    case CASE ->
                        " (line, submitter_id, site_id, sex, race, ethnicity, age_at_index, age_at_index_gt89,"
                                + " covid19_positive)";
                    case IMAGING_STUDY ->
                        " (line, submitter_id, study_uid, study_modality, days_to_study,"
                                + " days_from_study_to_pos_covid_test, view_position)";
                    case MEASUREMENT ->
                        " (line, submitter_id, measurement_id, test_days_from_index, test_result_text, test_method)";
                    case SERIES ->
                        " (line, study_uid, series_uid, modality, view_position, manufacturer, file_name, sha256, md5sum,"
                                + " file_size, mime_type)";
                };
    }

    private static Rule repeated(Node node, String key, String reason) {
        String first = "exists (select from (select line, row_number() over (partition by " + key
                + " order by line) as n from " + table(node) + " where (" + key + ") is not null) d"
                + " where d.line = s.line and d.n > 1)";
        return new Rule(node, first, reason, false);
    }

    /** Makes a revision of each case that is new or changed, and lets it be the current one. */
    static void merge(Sql sql, UUID submission, String partner, Instant now) {
        sql.update(StagingMerge.CASE_OF_SERIES);
        sql.update(StagingMerge.MODALITY_OF_STUDY);
        sql.update(StagingMerge.REVISIONS);
        sql.update(StagingMerge.UNCHANGED);
        sql.update(StagingMerge.NEW_REVISIONS, partner, submission);
        sql.update(StagingMerge.STUDIES, submission);
        sql.update(StagingMerge.OBJECTS, partner, now);
        sql.update(StagingMerge.SERIES, submission);
        sql.update(StagingMerge.CURRENT, submission);
        // The planner must know at once how many there are: a load may multiply them.
        sql.update("analyze case_revision, revision_study, revision_series, image_object, current_case");
    }

    /**
     * A rule that a row may break.
     *
     * @param node the rows
     * @param broken condition on the row {@code s}
     * @param reason for the list of errors
     * @param byPartner whether the condition has the partner as its parameter
     */
    record Rule(Node node, String broken, String reason, boolean byPartner) {
        void apply(Sql sql, String partner) {
            String statement = "with bad as (delete from " + table(node) + " s where " + broken + " returning s.line)"
                    + " insert into stage_error (file, line, reason) select '" + node.path() + "', line, '" + reason
                    + "' from bad";
            if (byPartner) {
                sql.update(statement, partner);
            } else {
                sql.update(statement);
            }
        }
    }
}
