package org.tessera.imaging.catalog.adapter;

/**
 * Statements that turn staged rows into immutable revisions. A case whose content is what it was gets no new revision.
 * The id of an image's object is made of case, series and content, so that submitting the same again names it the same.
 */
final class StagingMerge {
    /** A case of which the catalogue's line would be too long for its reader: estimated from above, it takes 8 MiB. */
    static final String TOO_LARGE = """
            s.submitter_id in (select submitter_id from (
                select submitter_id, 300 as bytes from stage_measurement
                union all
                select submitter_id, 600 + 8 * cardinality(days_from_study_to_pos_covid_test) from stage_study
                union all
                select t.submitter_id, 700 + coalesce(octet_length(x.file_name), 0)
                  from stage_series x join stage_study t using (study_uid)) parts
             group by submitter_id having sum(bytes) > 6 * 1024 * 1024)
            """;

    static final String CASE_OF_SERIES = """
            update stage_series x
               set submitter_id = t.submitter_id,
                   object_id = case when x.sha256 is not null then encode(substr(sha256(convert_to(
                       t.submitter_id || '|' || x.study_uid || '|' || x.series_uid || '|' || x.sha256, 'UTF8')), 1, 16),
                       'hex')::uuid::text end
              from stage_study t where t.study_uid = x.study_uid
            """;

    /** What does not fit into the catalogue's 32 characters is left out: each series says its own. */
    static final String MODALITY_OF_STUDY = """
            update stage_study t
               set study_modality = coalesce((select found from (select array_agg(distinct x.modality order by x.modality) as found
                     from stage_series x where x.study_uid = t.study_uid and x.modality is not null) of_series
                     where length(array_to_string(found, ',')) <= 32), '{}')
             where t.study_modality = '{}'
            """;

    static final String REVISIONS = """
            create temp table stage_revision on commit drop as
            select d.*, encode(sha256(convert_to(d.document::text || d.age_at_index_gt89, 'UTF8')), 'hex') as digest
              from (select c.*, jsonb_strip_nulls(jsonb_build_object(
                  'submitter_id', c.submitter_id,
                  'site_id', c.site_id,
                  'sex', c.sex,
                  'race', c.race,
                  'ethnicity', c.ethnicity,
                  'age_at_index', c.age_at_index,
                  'age_at_index_gt89', case when c.age_at_index_gt89 then 'Yes' end,
                  'covid19_positive', c.covid19_positive,
                  'measurements', coalesce((select jsonb_agg(jsonb_build_object(
                          'test_days_from_index', m.test_days_from_index,
                          'test_result_text', m.test_result_text,
                          'test_method', m.test_method)
                          order by m.test_days_from_index, m.test_result_text, m.test_method)
                      from stage_measurement m where m.submitter_id = c.submitter_id), '[]'),
                  'imaging_studies', coalesce((select jsonb_agg(jsonb_build_object(
                          'study_uid', t.study_uid,
                          'study_modality', nullif(array_to_string(t.study_modality, ','), ''),
                          'days_to_study', t.days_to_study,
                          'days_from_study_to_pos_covid_test', to_jsonb(t.days_from_study_to_pos_covid_test),
                          'view_position', t.view_position,
                          'series', coalesce((select jsonb_agg(jsonb_build_object(
                                  'series_uid', x.series_uid,
                                  'modality', x.modality,
                                  'view_position', x.view_position,
                                  'manufacturer', x.manufacturer,
                                  'object_id', x.object_id,
                                  'file_name', nullif(x.file_name, ''),
                                  'md5sum', x.md5sum,
                                  'file_size', x.file_size) order by x.series_uid, x.file_name)
                              from stage_series x where x.study_uid = t.study_uid), '[]'))
                          order by t.study_uid)
                      from stage_study t where t.submitter_id = c.submitter_id), '[]'))) as document
                from stage_case c) d
            """;

    static final String UNCHANGED = """
            delete from stage_revision n using current_case c join case_revision r on r.revision = c.revision
             where c.submitter_id = n.submitter_id and r.digest = n.digest
            """;

    static final String NEW_REVISIONS = """
            insert into case_revision (submitter_id, partner, submission_id, digest, site_id, sex, race, ethnicity,
                   age_at_index, age_at_index_gt89, covid19_positive, document)
            select submitter_id, ?, ?, digest, site_id, sex, race, ethnicity, age_at_index, age_at_index_gt89,
                   covid19_positive, document
              from stage_revision order by submitter_id
            """;

    static final String STUDIES = """
            insert into revision_study (revision, study_uid, study_modality, view_position,
                   days_from_study_to_pos_covid_test)
            select r.revision, t.study_uid, t.study_modality, t.view_position, t.days_from_study_to_pos_covid_test
              from stage_study t join case_revision r on r.submitter_id = t.submitter_id and r.submission_id = ?
            """;

    static final String OBJECTS = """
            insert into image_object (object_id, submitter_id, partner, sha256, md5sum, file_size, file_name,
                   mime_type, created_at)
            select distinct on (object_id) object_id, submitter_id, ?, sha256, md5sum, file_size, file_name, mime_type, ?
              from stage_series where object_id is not null order by object_id, line
            on conflict (object_id) do update set file_name = excluded.file_name
            """;

    static final String SERIES = """
            insert into revision_series (revision, study_uid, series_uid, file_name, modality, view_position, object_id,
                   file_size, md5sum)
            select r.revision, x.study_uid, x.series_uid, x.file_name, x.modality, x.view_position, x.object_id,
                   x.file_size, x.md5sum
              from stage_series x join case_revision r on r.submitter_id = x.submitter_id and r.submission_id = ?
            """;

    static final String CURRENT = """
            insert into current_case (submitter_id, partner, revision)
            select submitter_id, partner, revision from case_revision where submission_id = ?
            on conflict (submitter_id) do update set revision = excluded.revision
            """;

    private StagingMerge() {}
}
