package org.tessera.partner.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.TokenRule;
import org.tessera.partner.SharedFolder;

/** OpenLinkToken v2.1.2 publishes 105 persons and 525 rows, 30 of them zeros, under the secret "HashingKey". */
class PublishedVectorsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final TokenPrf prf = new LinkSecretPrf("HashingKey".getBytes(StandardCharsets.UTF_8));
    private final Tokenizer tokenizer = new Tokenizer(prf, CLOCK);

    @Test
    void all_495_published_tokens_are_equal_and_there_is_none_where_the_original_prints_zeros() throws IOException {
        compareAll();
    }

    private void compareAll() throws IOException {
        Map<String, Person> persons = persons(SharedFolder.file("data/openlinktoken/sample.csv"));
        int equal = 0;
        int none = 0;
        try (CsvReader<NamedCsvRecord> published =
                CsvReader.builder().ofNamedCsvRecord(SharedFolder.file("data/openlinktoken/hashed-output.csv"))) {
            for (NamedCsvRecord row : published) {
                Person person = java.util.Objects.requireNonNull(persons.get(row.getField("RecordId")));
                TokenRule rule = TokenRule.valueOf(row.getField("RuleId"));
                String signature = tokenizer.signatures(person).get(rule);
                String token = signature == null
                        ? "0".repeat(64)
                        : Base64.getEncoder().encodeToString(prf.evaluate(signature));
                assertThat(token).as("%s of %s", rule, row.getField("RecordId")).isEqualTo(row.getField("Token"));
                equal += signature == null ? 0 : 1;
                none += signature == null ? 1 : 0;
            }
        }
        assertThat(equal).isEqualTo(495);
        assertThat(none).isEqualTo(30);
    }

    @Test
    void a_turkish_machine_makes_the_same_tokens() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            compareAll();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Map<String, Person> persons(Path sample) throws IOException {
        Map<String, Person> persons = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(sample)) {
            for (NamedCsvRecord row : rows) {
                persons.put(
                        row.getField("RecordId"),
                        new Person(
                                row.getField("FirstName"),
                                row.getField("LastName"),
                                row.getField("BirthDate"),
                                row.getField("Sex"),
                                row.getField("SocialSecurityNumber"),
                                row.getField("PostalCode")));
            }
        }
        return persons;
    }
}
