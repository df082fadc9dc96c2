package org.tessera.enclave.upload;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.UploadBounds;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Project;

/**
 * What must be true of a table before a person looks at it: two lists of checks, each of which answers with a refusal or
 * nothing. The first refusal is the answer.
 */
final class Admission {
    /** Schemas the enclave knows. */
    static final Set<String> SCHEMAS = Set.of("imaging-index/1");

    private static final List<Check<Sender>> OF_THE_SENDER = List.of(
            Admission::accountIsLinked,
            Admission::sheIsAMember,
            Admission::schemaIsKnown,
            Admission::isAttested,
            Admission::rowsAreAnnounced);

    private static final List<Check<Submission>> OF_THE_TABLE = List.of(
            TableChecks::columns,
            TableChecks::rowCount,
            TableChecks::formulas,
            TableChecks::dates,
            TableChecks::freeText,
            TableChecks::ranges,
            TableChecks::duplicates,
            TableChecks::cases,
            KeyChecks::exist,
            KeyChecks::areAllowed,
            MeasureChecks::singlesNobodyOut);

    private Admission() {}

    /** One check. */
    @FunctionalInterface
    interface Check<T> {
        Optional<Refusal> refuse(T subject);
    }

    /**
     * Who sent what, before anything is opened.
     *
     * @param announcement what was announced
     * @param account the linked account of the enclave, if there is one and it is enabled
     * @param project the open project that the announcement names, if she is a member of it
     */
    record Sender(Upload.Announcement announcement, Optional<Account> account, Optional<Project> project) {}

    /**
     * A table with what it is held against.
     *
     * @param announcement what was announced
     * @param table the table
     * @param allowed which keys may be in it
     */
    record Submission(Upload.Announcement announcement, RawTable table, AllowedImages allowed) {}

    /** The first refusal of the sender; nothing was opened yet. */
    static Optional<Refusal> refuse(Sender sender) {
        return first(OF_THE_SENDER, sender);
    }

    /** The first refusal of the table. */
    static Optional<Refusal> refuse(Submission submission) {
        return first(OF_THE_TABLE, submission);
    }

    private static <T> Optional<Refusal> first(List<Check<T>> checks, T subject) {
        return checks.stream()
                .map(check -> check.refuse(subject))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> accountIsLinked(Sender sender) {
        return sender.account().isPresent()
                ? Optional.empty()
                : refusal(
                        "account-not-linked",
                        "The account of the commons is not linked to one of the enclave that is enabled.");
    }

    private static Optional<Refusal> sheIsAMember(Sender sender) {
        return sender.project().isPresent()
                ? Optional.empty()
                : refusal("project-not-open-to-you", "There is no open project of this id that she is a member of.");
    }

    private static Optional<Refusal> schemaIsKnown(Sender sender) {
        return SCHEMAS.contains(sender.announcement().schema())
                ? Optional.empty()
                : refusal("schema-unknown", "The enclave does not know this schema.");
    }

    private static Optional<Refusal> isAttested(Sender sender) {
        return sender.announcement().attested()
                ? Optional.empty()
                : refusal("not-attested", "It is not attested that no person can be recognised by the table.");
    }

    private static Optional<Refusal> rowsAreAnnounced(Sender sender) {
        var rows = sender.announcement().rows();
        return rows >= 1 && rows <= UploadBounds.MOST_ROWS
                ? Optional.empty()
                : refusal("row-count", "A table has from one to 50,000 rows.");
    }

    /** A refusal. */
    static Optional<Refusal> refusal(String code, String sentence) {
        return Optional.of(new Refusal(code, sentence));
    }
}
