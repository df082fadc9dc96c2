package org.tessera.broker.match;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
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
    private static final ObjectWriter LINES = ContractJson.mapper()
            .writerFor(MatchedPair.class)
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .withRootValueSeparator("\n");

    private PairLines() {}

    /** Writes the content, and closes it. */
    static void write(Linkage.Result result, String profile, String epoch, OutputStream content) throws IOException {
        try (SequenceWriter lines = LINES.writeValues(new QuickGzip(content))) {
            for (LinkedPerson person : result.linked()) {
                lines.write(pair(person, profile, epoch));
            }
        }
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
                evidence(person),
                profile,
                epoch);
    }

    private static List<String> evidence(LinkedPerson person) {
        Stream<String> rules = person.evidence().stream().map(TokenRule::name);
        return Stream.concat(rules, person.byEncoding() ? Stream.of(MatchedPair.ENCODING) : Stream.empty())
                .toList();
    }

    /** References are random digits, so that more effort makes the content hardly smaller. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
