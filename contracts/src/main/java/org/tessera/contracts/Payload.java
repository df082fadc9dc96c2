package org.tessera.contracts;

/** The content of a message: one record per message version, closed once released. */
public sealed interface Payload
        permits TransferPart,
                TokenBatch,
                Withdrawal,
                CatalogueVersion,
                MatchRequest,
                MatchCancellation,
                MatchResult,
                FeasibilityRequest,
                FeasibilityResult,
                AccountLink,
                UploadRequest,
                UploadCancellation,
                UploadDecision,
                CohortProfile,
                RepresentativenessReport,
                SubgroupReport,
                ReleaseRecall,
                LedgerHead {}
