package org.tessera.imaging.catalog.adapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CaseFilter.DayRange;

/**
 * A filter over one catalogue version as SQL. Withdrawn cases are never in it, whatever the version says. Aliases: e the
 * entry, r the case's revision, s the study, x the series.
 */
public final class Selection {
    private static final String CASES = """
             from catalogue_entry e join case_revision r on r.revision = e.revision
             where e.version = ? and not exists
                   (select from withdrawal w where w.reference = e.submitter_id and w.partner = r.partner)
            """;

    private final String version;
    private final CaseFilter filter;
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private Selection(String version, CaseFilter filter) {
        this.version = version;
        this.filter = filter;
    }

    /**
     * A statement and what to bind.
     *
     * @param sql with question marks
     * @param parameters their values, in order
     */
    public record Statement(String sql, List<@Nullable Object> parameters) {
        /** The values as a statement takes them. */
        public @Nullable Object[] values() {
            return parameters.toArray();
        }
    }

    /** Cases: aliases e and r. */
    public static Statement cases(String select, String version, CaseFilter filter, String more, Object... values) {
        Selection selection = new Selection(version, filter);
        String sql = select + selection.caseConditions() + selection.studyExists() + more;
        return selection.statement(sql, values);
    }

    /** Studies: aliases e, r and s. */
    public static Statement studies(String select, String version, CaseFilter filter) {
        Selection selection = new Selection(version, filter);
        String from = selection
                .caseConditions()
                .replace(" where ", " join revision_study s on s.revision = r.revision where ");
        return selection.statement(select + from + selection.studyConditions());
    }

    /** Image files: aliases e, r, s and x. */
    public static Statement images(String select, String version, CaseFilter filter, String more, Object... values) {
        Selection selection = new Selection(version, filter);
        String from = selection
                .caseConditions()
                .replace(
                        " where ",
                        " join revision_study s on s.revision = r.revision"
                                + " join revision_series x on x.revision = s.revision and x.study_uid = s.study_uid where ");
        String sql = select + from + " and x.object_id is not null" + selection.studyConditions();
        if (isGiven(filter.viewPosition())) {
            sql += " and coalesce(x.view_position, s.view_position) = any(?)";
            selection.parameters.add(upper(filter.viewPosition()));
        }
        return selection.statement(sql + more, values);
    }

    private Statement statement(String sql, Object... values) {
        parameters.addAll(List.of(values));
        return new Statement(sql, Collections.unmodifiableList(parameters));
    }

    private String caseConditions() {
        parameters.add(version);
        return CASES
                + reported("r.sex", filter.sex())
                + reported("r.race", filter.race())
                + reported("r.ethnicity", filter.ethnicity())
                + any("r.site_id", filter.site());
    }

    private String reported(String column, @Nullable List<String> values) {
        return any("coalesce(" + column + ", 'Not Reported')", values);
    }

    private String any(String expression, @Nullable List<String> values) {
        if (!isGiven(values)) {
            return "";
        }
        parameters.add(values);
        return " and " + expression + " = any(?)";
    }

    private String studyExists() {
        if (!filter.restrictsStudies()) {
            return "";
        }
        return " and exists (select from revision_study s where s.revision = r.revision" + studyConditions() + ")";
    }

    private String studyConditions() {
        StringBuilder sql = new StringBuilder();
        if (isGiven(filter.studyModality())) {
            sql.append(" and s.study_modality && ?");
            parameters.add(upper(filter.studyModality()));
        }
        if (isGiven(filter.viewPosition())) {
            sql.append(" and (exists (select from revision_series v where v.revision = s.revision"
                    + " and v.study_uid = s.study_uid and coalesce(v.view_position, s.view_position) = any(?))"
                    + " or (s.view_position = any(?) and not exists (select from revision_series v"
                    + " where v.revision = s.revision and v.study_uid = s.study_uid)))");
            parameters.add(upper(filter.viewPosition()));
            parameters.add(upper(filter.viewPosition()));
        }
        DayRange days = filter.daysAfterPositiveTest();
        if (days != null) {
            sql.append(" and exists (select from unnest(s.days_from_study_to_pos_covid_test) d"
                    + " where -d between coalesce(?::integer, -100000) and coalesce(?::integer, 100000))");
            parameters.add(days.min());
            parameters.add(days.max());
        }
        return sql.toString();
    }

    private static boolean isGiven(@Nullable List<String> values) {
        return values != null && !values.isEmpty();
    }

    private static List<String> upper(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
    }
}
