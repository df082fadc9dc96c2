package org.tessera.enclave.upload;

import java.util.Optional;
import java.util.function.BiPredicate;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.upload.Admission.Submission;

/** Checks of the keys against what is public or was released; never against who is linked. */
final class KeyChecks {
    private KeyChecks() {}

    static Optional<Refusal> exist(Submission submission) {
        return refuseUnless(
                submission,
                AllowedImages::exists,
                "keys-unknown",
                "A case, study or image is not in the project's catalogue version, or the newest no longer shows the case.");
    }

    static Optional<Refusal> areAllowed(Submission submission) {
        return refuseUnless(
                submission,
                AllowedImages::allows,
                "keys-not-allowed",
                "An image is neither of a released list nor eligible under the protocol.");
    }

    private static Optional<Refusal> refuseUnless(
            Submission submission, BiPredicate<AllowedImages, UploadRow> isGood, String code, String sentence) {
        var rows = TableChecks.rows(submission.table());
        return rows.isPresent() && rows.get().stream().allMatch(row -> isGood.test(submission.allowed(), row))
                ? Optional.empty()
                : Admission.refusal(code, sentence);
    }
}
