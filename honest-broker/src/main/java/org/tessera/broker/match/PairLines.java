package org.tessera.broker.match;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkedPerson;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.TokenRule;

/**
 * The content of a match result: gzip of one {@link MatchedPair} a line. A line lists what fits its schema, else nobody's
 * result could be read: the first references of those sorted, so that the result stays the same.
 */
final class PairLines {
    private PairLines() {}

    static byte[] gzip(Linkage.Result result, String profile, String epoch) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(content)) {
            for (LinkedPerson person : result.linked()) {
                gzip.write(ContractJson.bytes(pair(person, profile, epoch)));
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    private static MatchedPair pair(LinkedPerson person, String profile, String epoch) {
        return new MatchedPair(
                person.imaging().stream()
                        .limit(MatchedPair.MOST_CASES)
                        .map(CommonsSubjectId::new)
                        .toList(),
                person.clinical().stream()
                        .limit(MatchedPair.MOST_RECORDS)
                        .map(EnclaveRef::new)
                        .toList(),
                person.outcome(),
                person.evidence().stream().map(TokenRule::name).toList(),
                profile,
                epoch);
    }
}
