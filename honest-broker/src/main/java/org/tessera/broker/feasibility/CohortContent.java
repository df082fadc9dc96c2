package org.tessera.broker.feasibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.messaging.BoundedLines;

/**
 * The cohort of a feasibility request: a commons id per line, as JSON, compressed. A few kilobytes may unpack to gigabytes,
 * so lines and the whole are bounded before they are kept.
 */
final class CohortContent {
    private static final int LARGEST_COHORT = 1_000_000;

    /** An id has at most 64 characters, and two quotation marks. */
    private static final int LONGEST_LINE = 80;

    private static final long LONGEST_CONTENT = (long) LARGEST_COHORT * LONGEST_LINE;

    private CohortContent() {}

    /** The ids, each once. Throws {@link IOException} or {@link IllegalArgumentException} when it is no such content. */
    static Set<String> subjects(InputStream content) throws IOException {
        Set<String> subjects = new HashSet<>();
        int read = 0;
        try (BoundedLines lines = new BoundedLines(
                new BufferedReader(new InputStreamReader(new GZIPInputStream(content), StandardCharsets.UTF_8)),
                LONGEST_LINE,
                LONGEST_CONTENT)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                CommonsSubjectId subject = ContractJson.read(line, CommonsSubjectId.class);
                if (subject == null) {
                    throw new IOException("not a subject");
                }
                subjects.add(subject.value());
                read++;
                if (read > LARGEST_COHORT) {
                    throw new IOException("too many subjects");
                }
            }
        }
        return subjects;
    }
}
