package org.tessera.broker.tokens;

import java.util.Set;
import org.tessera.contracts.Domain;

/**
 * What is held of one release of one domain.
 *
 * @param domain the domain
 * @param release the release
 * @param profiles token profiles of its records: one, or nothing can be linked
 * @param epochs epochs of the link secret: one, or nothing can be linked
 * @param batches how many batches have come for it
 * @param whole whether every batch has come of the registers that were sent for it, or nothing can be linked
 * @param records how many records, opt-outs left out
 * @param changes grows whenever a record comes, goes or becomes another; never shown, since it counts opt-outs too
 */
public record Holding(
        Domain domain,
        String release,
        Set<String> profiles,
        Set<String> epochs,
        long batches,
        boolean whole,
        long records,
        long changes) {}
