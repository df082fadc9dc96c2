package org.tessera.partner.tokens;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.table.TableRow;

/** A hospital's register of persons: turned into token records one by one; no name is kept. */
public final class Register {
    private static final List<String> NEEDED = List.of("first", "last", "birth_date", "sex");
    private static final List<String> USEFUL = List.of("ssn", "zip");

    private final Path file;
    private final Domain domain;
    private final Tokenizer tokenizer;
    private final References references;
    private final @Nullable Encoder encoder;

    /**
     * @param file CSV with a header: midrc_id (imaging) or person_id (clinical), first, last, birth_date, sex, ssn, zip
     * @param references makes the references of clinical records; imaging records have their public id
     * @param encoder makes encodings beside the tokens; null for none
     */
    public Register(Path file, Domain domain, Tokenizer tokenizer, References references, @Nullable Encoder encoder) {
        this.file = file;
        this.domain = domain;
        this.tokenizer = tokenizer;
        this.references = references;
        this.encoder = encoder;
    }

    /** Takes the records. */
    @FunctionalInterface
    public interface Records {
        /** One record that has at least one token. */
        void accept(TokenRecord tokens) throws IOException;
    }

    /**
     * What became of the rows: {@code read = tokenised + withoutTokens + refused}; {@code weakOnly} and {@code encoded} are
     * among the tokenised.
     *
     * @param read rows of the register
     * @param tokenised records with at least one token
     * @param weakOnly records whose tokens are all of rules that are never a match alone ({@link TokenRule#mayMatch}): these
     *     persons are found by encodings or not at all
     * @param withoutTokens persons to whom no rule applies; they are not lost in silence
     * @param refused rows that are no record; the report says why
     * @param encoded records with an encoding too
     */
    public record Counts(long read, long tokenised, long weakOnly, long withoutTokens, long refused, long encoded) {}

    /** Reads the register to its end. */
    public Counts tokenise(Report report, Records records) throws Refusal {
        requireColumns(file, domain);
        String id = RecordIds.column(domain);
        noteAbsentColumns(report);
        UnusableCells unusable = new UnusableCells(tokenizer.attributes());
        long[] counts = new long[4];
        // The broker takes no batch that names somebody twice. Only the ids are kept: 100 MB or so for a million.
        Set<String> named = new HashSet<>();
        Table.read(file, report, row -> {
            String local = row.get(id);
            Optional<String> reason = RecordIds.reasonToRefuse(domain, local);
            if (reason.isPresent()) {
                report.refused(Table.name(file), row.line(), reason.get());
                return;
            }
            Person person = person(row);
            var tokens = tokenizer.tokens(person);
            if (!tokens.isEmpty() && !named.add(local)) {
                report.refused(Table.name(file), row.line(), "An earlier row has this " + id + ".");
                return;
            }
            report.accepted(Table.name(file));
            unusable.add(row);
            if (tokens.isEmpty()) {
                counts[1]++;
                report.note(Table.name(file) + ", line " + row.line()
                        + ": no rule applies to this person; no token can be made.");
            } else {
                counts[0]++;
                Encoding encoding =
                        encoder == null ? null : encoder.encode(person).orElse(null);
                counts[2] += encoding == null ? 0 : 1;
                counts[3] += weak(tokens.keySet()) ? 1 : 0;
                records.accept(new TokenRecord(reference(local), tokens, encoding));
            }
        });
        unusable.tell(Table.name(file), report);
        long refused = report.refused(Table.name(file));
        return new Counts(counts[0] + counts[1] + refused, counts[0], counts[3], counts[1], refused, counts[2]);
    }

    private void noteAbsentColumns(Report report) throws Refusal {
        List<String> header = Table.header(file);
        for (String column : USEFUL) {
            if (!header.contains(column)) {
                report.note(Table.name(file) + " has no column \"" + column + "\": no token is made of it.");
            }
        }
    }

    private static boolean weak(Set<String> rules) {
        return rules.stream()
                .noneMatch(rule ->
                        TokenRule.named(rule).filter(TokenRule::mayMatch).isPresent());
    }

    /** Refuses a file that is no register by its header, before anything is done with it. */
    public static void requireColumns(Path file, Domain domain) throws Refusal {
        for (String column : NEEDED) {
            Table.require(file, column);
        }
        Table.require(file, RecordIds.column(domain));
    }

    private String reference(String local) {
        return domain == Domain.CLINICAL ? references.enclaveRef(local).value() : local;
    }

    private static Person person(TableRow row) {
        return new Person(
                row.get("first"),
                row.get("last"),
                row.get("birth_date"),
                row.get("sex"),
                row.get("ssn"),
                row.get("zip"));
    }
}
