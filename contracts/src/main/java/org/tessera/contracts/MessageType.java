package org.tessera.contracts;

/** Every message that may cross a border, one constant per released version. */
public enum MessageType {
    TRANSFER_PART("org.tessera.transfer-part.v1", TransferPart.class),
    TOKEN_BATCH("org.tessera.token-batch.v1", TokenBatch.class),
    WITHDRAWAL("org.tessera.withdrawal.v1", Withdrawal.class),
    CATALOGUE_VERSION("org.tessera.catalogue-version.v1", CatalogueVersion.class),
    MATCH_REQUEST("org.tessera.match-request.v1", MatchRequest.class),
    MATCH_CANCELLATION("org.tessera.match-cancellation.v1", MatchCancellation.class),
    MATCH_RESULT("org.tessera.match-result.v1", MatchResult.class),
    FEASIBILITY_REQUEST("org.tessera.feasibility-request.v1", FeasibilityRequest.class),
    FEASIBILITY_RESULT("org.tessera.feasibility-result.v1", FeasibilityResult.class),
    ACCOUNT_LINK("org.tessera.account-link.v1", AccountLink.class),
    UPLOAD_REQUEST("org.tessera.upload-request.v1", UploadRequest.class),
    UPLOAD_CANCELLATION("org.tessera.upload-cancellation.v1", UploadCancellation.class),
    UPLOAD_DECISION("org.tessera.upload-decision.v1", UploadDecision.class),
    COHORT_PROFILE("org.tessera.cohort-profile.v1", CohortProfile.class),
    REPRESENTATIVENESS_REPORT("org.tessera.representativeness-report.v1", RepresentativenessReport.class),
    SUBGROUP_REPORT("org.tessera.subgroup-report.v1", SubgroupReport.class),
    RELEASE_RECALL("org.tessera.release-recall.v1", ReleaseRecall.class),
    LEDGER_HEAD("org.tessera.ledger-head.v1", LedgerHead.class);

    private final String typeName;
    private final Class<? extends Payload> payload;

    MessageType(String typeName, Class<? extends Payload> payload) {
        this.typeName = typeName;
        this.payload = payload;
    }

    /** The CloudEvents {@code type}, for example "org.tessera.match-request.v1". */
    public String typeName() {
        return typeName;
    }

    /** The record that holds its content. */
    public Class<? extends Payload> payload() {
        return payload;
    }

    /** Name of its JSON Schema among the resources of this package, for example "schemas/match-request.v1.json". */
    public String schema() {
        return "schemas/" + typeName.substring("org.tessera.".length()) + ".json";
    }
}
