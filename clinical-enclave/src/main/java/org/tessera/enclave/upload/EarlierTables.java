package org.tessera.enclave.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.MatchTable;

/**
 * What a table would tell beside those that its project has computed with: who subtracts an analysis of one from an
 * analysis of another learns of the cases in which they differ. Here it is known who is linked, so what is found is told
 * to reviewers alone; by a refusal the sender would learn it.
 */
@ApplicationScoped
class EarlierTables {
    private final Uploads uploads;
    private final MatchTable matches;

    EarlierTables(Uploads uploads, MatchTable matches) {
        this.uploads = uploads;
        this.matches = matches;
    }

    /** Sentences for the reviewer of a scanned table; they name no case. */
    List<String> findings(Upload.UnderReview upload) {
        var id = upload.announcement().id();
        var project = ProjectId.parse(upload.announcement().project());
        var linked = linked(project);
        var rows = new HashSet<>(uploads.rows(id, Integer.MAX_VALUE));
        var findings = new ArrayList<String>();
        if (isOfFew(cases(rows), linked)) {
            findings.add("Fewer than %d cases of the table are linked to a record: an analysis would tell of each."
                    .formatted(Admission.FEWEST_CASES));
        }
        for (var earlier : uploads.imported(project)) {
            var others = new HashSet<>(uploads.rows(earlier, Integer.MAX_VALUE));
            if (isOfFew(cases(minus(rows, others)), linked) || isOfFew(cases(minus(others, rows)), linked)) {
                findings.add(
                        ("The table differs from that of upload request %s, which was imported, in fewer than %d cases,"
                                        + " or linked cases: analyses of both, subtracted, would tell of each.")
                                .formatted(earlier, Admission.FEWEST_CASES));
            }
        }
        return findings;
    }

    private Set<CommonsSubjectId> linked(ProjectId project) {
        return matches.active(project).stream()
                .flatMap(match -> match.persons().stream())
                .flatMap(person -> person.subjects().stream())
                .collect(Collectors.toSet());
    }

    private static Set<UploadRow> minus(Set<UploadRow> some, Set<UploadRow> others) {
        var left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    private static Set<CommonsSubjectId> cases(Collection<UploadRow> rows) {
        return rows.stream().map(UploadRow::submitterId).collect(Collectors.toSet());
    }

    private static boolean isOfFew(Set<CommonsSubjectId> cases, Set<CommonsSubjectId> linked) {
        return isFew(cases.size())
                || isFew(cases.stream().filter(linked::contains).count());
    }

    private static boolean isFew(long cases) {
        return 0 < cases && cases < Admission.FEWEST_CASES;
    }
}
