package org.tessera.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Ends the transfer of one partner's tokens for one domain. The sealed content is {@link PackedTokens}. A batch replaces what
 * the partner said before about the references in it. A large register comes in several batches, each of which is stored by
 * itself.
 *
 * @param batchId this batch
 * @param partner the partner's client id
 * @param domain IMAGING (references are commons subject ids) or CLINICAL (references are enclaveRefs)
 * @param profile token profile, "hb-1"
 * @param epoch epoch of the link secret
 * @param release the release of that domain the batch belongs to
 * @param references how many references, so that the reader can check the total
 * @param transfer the sealed parts, to the broker
 * @param share which of the batches of its register this is; null when it is the whole
 */
public record TokenBatch(
        BatchId batchId,
        String partner,
        Domain domain,
        String profile,
        String epoch,
        String release,
        int references,
        Transfer transfer,
        @Nullable Share share)
        implements Payload {
    /**
     * One of the batches of a register. While some of them have not come, the release is not linked.
     *
     * @param first id of the first of them, which names the register
     * @param number which of them this is, from 1
     * @param of how many there are
     */
    public record Share(BatchId first, int number, int of) {
        /** Throws {@link IllegalArgumentException} for a number that is none of them. */
        public Share {
            if (number < 1 || number > of) {
                throw new IllegalArgumentException("of " + of + " batches there is no " + number);
            }
        }
    }
}
