package org.tessera.contracts;

/**
 * Ends the transfer of one partner's tokens for one domain. The sealed content is {@link PackedTokens}. A batch replaces what the partner said before about the references in it.
 *
 * @param batchId this batch
 * @param partner the partner's client id
 * @param domain IMAGING (references are commons subject ids) or CLINICAL (references are enclaveRefs)
 * @param profile token profile, "hb-1"
 * @param epoch epoch of the link secret
 * @param release the release of that domain the batch belongs to
 * @param references how many references, so that the reader can check the total
 * @param transfer the sealed parts, to the broker
 */
public record TokenBatch(
        BatchId batchId,
        String partner,
        Domain domain,
        String profile,
        String epoch,
        String release,
        int references,
        Transfer transfer)
        implements Payload {}
