package org.tessera.enclave.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a researcher writes into a data use request. A draft may be incomplete: what is missing is said at submission.
 *
 * @param type what kind of request
 * @param refersTo the earlier request that a COLLABORATOR, RENEWAL, REVISION or APPEAL is about
 * @param title public
 * @param summary the abstract, public
 * @param rationale why; the submitter and the committee alone see it
 * @param protocol the study protocol, YAML
 * @param dataLevel which rows: "LIMITED", a limited data set with true dates; the enclave serves no other
 * @param linkage which linkage is asked for
 * @param collaborators subjects or usernames of accounts of the enclave
 * @param attestations what the submitter vouches for
 * @param duo Data Use Ontology codes, "DUO:0000007"
 */
public record Application(
        Type type,
        @Nullable DataUseRequestId refersTo,
        @Size(max = LONGEST_TITLE) String title,
        @JsonProperty("abstract") @Size(max = LONGEST_TEXT) String summary,
        @Size(max = LONGEST_TEXT) String rationale,
        @Size(max = LONGEST_PROTOCOL) String protocol,
        @Size(max = 40) String dataLevel,
        Linkage linkage,
        @Size(max = MOST_COLLABORATORS) List<@Size(max = 255) String> collaborators,
        Attestations attestations,
        @Size(max = MOST_CODES) List<@Size(max = 255) String> duo) {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_PROTOCOL = 64 * 1024;
    private static final int MOST_COLLABORATORS = 100;
    private static final int MOST_CODES = 100;

    /** Kinds of requests, after N3C. */
    public enum Type {
        /** Opens a project. */
        NEW,
        /** Adds people to an open project. */
        COLLABORATOR,
        /** Gives an open project another year. */
        RENEWAL,
        /** Changes what an open project studies. */
        REVISION,
        /** Asks again after a denial, once. */
        APPEAL
    }

    /**
     * The linkage asked for.
     *
     * @param exact by exact tokens; a NEW, REVISION or APPEAL must ask for it
     * @param fuzzy by tokens that forgive typing errors too; the approval must name it
     */
    @Schema(name = "LinkageAskedFor")
    public record Linkage(boolean exact, boolean fuzzy) {}

    /**
     * What the submitter vouches for.
     *
     * @param institutionAgreement her institution has signed the agreement
     * @param trainingCompletedOn when she completed the training
     * @param codeOfConduct she keeps the code of conduct
     */
    public record Attestations(
            boolean institutionAgreement, @Nullable LocalDate trainingCompletedOn, boolean codeOfConduct) {
        /** Nothing vouched for. */
        public static Attestations none() {
            return new Attestations(false, null, false);
        }
    }

    /** What is absent in a draft is empty, never null. */
    @SuppressWarnings({"NullableProblems", "ConstantValue"})
    public Application {
        type = Objects.requireNonNullElse(type, Type.NEW);
        title = Objects.requireNonNullElse(title, "");
        summary = Objects.requireNonNullElse(summary, "");
        rationale = Objects.requireNonNullElse(rationale, "");
        protocol = Objects.requireNonNullElse(protocol, "");
        dataLevel = Objects.requireNonNullElse(dataLevel, "");
        linkage = Objects.requireNonNullElse(linkage, new Linkage(false, false));
        collaborators = List.copyOf(Objects.requireNonNullElse(collaborators, List.of()));
        attestations = Objects.requireNonNullElse(attestations, Attestations.none());
        duo = List.copyOf(Objects.requireNonNullElse(duo, List.of()));
    }
}
