package org.tessera.enclave.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadBounds;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.MatchTable;

/**
 * What a table would tell beside those that its project has computed with, or may compute with next: who subtracts an
 * analysis of one from an analysis of another learns of the cases in which they differ. Here it is known who is linked,
 * so what is found is told to reviewers alone; by a refusal the sender would learn it.
 */
@ApplicationScoped
class OtherTables {
    private final Uploads uploads;
    private final MatchTable matches;

    OtherTables(Uploads uploads, MatchTable matches) {
        this.uploads = uploads;
        this.matches = matches;
    }

    /** Sentences for the reviewer of a scanned table; they name no case. */
    List<String> findings(Upload.UnderReview upload) {
        var id = upload.announcement().id();
        var project = ProjectId.parse(upload.announcement().project());
        var match = matches.active(project);
        if (match.isEmpty()) {
            return List.of(
                    "The project has no active match, so that nobody can tell how many cases of the table are linked.");
        }
        var linked = linked(match.get());
        var findings = new ArrayList<String>();
        if (isOfFew(uploads.cases(id), linked)) {
            findings.add("Fewer than %d cases of the table are linked to a record: an analysis would tell of each."
                    .formatted(UploadBounds.FEWEST_CASES));
        }
        uploads.imported(project).stream()
                .filter(other -> differInFew(id, other, linked))
                .forEach(other -> findings.add(difference(other, "was imported")));
        uploads.underReview(project).stream()
                .filter(other -> !other.equals(id))
                .filter(other -> differInFew(id, other, linked))
                .forEach(other -> findings.add(difference(other, "waits for a review too")));
        return findings;
    }

    private static String difference(UploadRequestId other, String state) {
        return ("The table differs from that of upload request %s, which %s, in fewer than %d cases, or linked cases:"
                        + " analyses of both, subtracted, would tell of each.")
                .formatted(other, state, UploadBounds.FEWEST_CASES);
    }

    private boolean differInFew(UploadRequestId one, UploadRequestId other, Set<CommonsSubjectId> linked) {
        return isBeyondByFew(one, other, linked) || isBeyondByFew(other, one, linked);
    }

    /** By cases, by images and by measures, each for itself: another measure of everyone does not hide that one case is gone. */
    private boolean isBeyondByFew(UploadRequestId one, UploadRequestId other, Set<CommonsSubjectId> linked) {
        return Arrays.stream(Uploads.Compared.values())
                .anyMatch(compared -> isOfFew(uploads.casesBeyond(one, other, compared), linked));
    }

    /** Of whom analyses are made. */
    private static Set<CommonsSubjectId> linked(ActiveMatch match) {
        return match.persons().stream()
                .filter(person -> person.linkage() == Linkage.UNIQUE)
                .flatMap(person -> person.subjects().stream())
                .collect(Collectors.toSet());
    }

    private static boolean isOfFew(Set<CommonsSubjectId> cases, Set<CommonsSubjectId> linked) {
        return isFew(cases.size())
                || isFew(cases.stream().filter(linked::contains).count());
    }

    private static boolean isFew(long cases) {
        return 0 < cases && cases < UploadBounds.FEWEST_CASES;
    }
}
