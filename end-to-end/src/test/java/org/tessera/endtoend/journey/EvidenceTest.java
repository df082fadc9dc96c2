package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.Parts;

/** The witness keeps what passes by so that the search can see into it. */
class EvidenceTest {
    private static final String CATALOGUE = "commons.catalogue.v1";
    private static final Person READER =
            new Person("commons", "rosalind", "", "http://127.0.0.1", "http://127.0.0.1", Clock.systemUTC(), Tap.NONE);

    private final Evidence evidence = new Evidence();
    private final Needles needles = new Needles();

    EvidenceTest() {
        needles.addName("name", "Rosa", "Garcia");
    }

    @Test
    void a_compressed_content_that_came_in_plain_parts_is_read_in_whatever_order_they_came() throws IOException {
        List<String> parts = parts(zipped("{\"case\":\"1\",\"note\":\"Rosa Garcia\"}" + noise()));
        assertThat(parts.size()).isGreaterThan(1);
        for (int index = parts.size() - 1; index >= 0; index--) {
            assertThat(found()).isEmpty();
            evidence.saw(record(CATALOGUE, parts.get(index)));
        }
        assertThat(found()).containsExactly("topic " + CATALOGUE + ": name (plain)");
    }

    @Test
    void parts_of_two_contents_are_not_mixed() throws IOException {
        List<String> one = parts(zipped("Rosa Garcia" + noise()));
        List<String> other = parts(zipped("nobody" + noise()));
        for (int index = 0; index < one.size(); index++) {
            evidence.saw(record(CATALOGUE, one.get(index)));
            evidence.saw(record(CATALOGUE, other.get(index)));
        }
        assertThat(found()).containsExactly("topic " + CATALOGUE + ": name (plain)");
    }

    @Test
    void a_header_of_an_answer_is_read() {
        Map<String, List<String>> headers = Map.of("location", List.of("/cases?name=Rosa%20Garcia"));
        evidence.saw(READER, new Answer("POST /cases", 201, headers, new byte[0]));
        assertThat(found()).containsExactly("http rosalind (commons) POST /cases: name (plain)");
    }

    @Test
    void a_file_in_a_zip_and_its_name_are_read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("rows.csv"));
            zip.write("first,last\nRosa,Garcia\n".getBytes(StandardCharsets.UTF_8));
        }
        evidence.saw(READER, new Answer("GET /files", 200, Map.of(), bytes.toByteArray()));
        assertThat(found()).containsExactly("http rosalind (commons) GET /files: name (plain)");
    }

    @Test
    void of_a_file_that_is_cut_off_the_beginning_is_read() throws IOException {
        byte[] whole = zipped("Rosa Garcia" + noise());
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        evidence.saw(READER, new Answer("GET /files", 200, Map.of(), half));
        assertThat(found()).containsExactly("http rosalind (commons) GET /files: name (plain)");
    }

    private List<String> found() {
        return evidence.items().stream()
                .flatMap(item ->
                        needles.in(item.bytes()).stream().map(name -> item.kind() + " " + item.place() + ": " + name))
                .toList();
    }

    /** The payloads of the parts of a content. */
    private static List<String> parts(byte[] content) throws IOException {
        List<String> payloads = new ArrayList<>();
        TransferId id = TransferId.random();
        Parts.cut(
                id,
                new ByteArrayInputStream(content),
                null,
                (index, data) -> payloads.add(ContractJson.text(new TransferPart(id, index, data))));
        return payloads;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String payload) {
        return new ConsumerRecord<>(topic, 0, 0, new byte[0], payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** So much that cannot be compressed that it takes several parts; of letters alone that are in no name. */
    private static String noise() {
        StringBuilder text = new StringBuilder("\n");
        new Random(1).ints(900_000, 'b', 'j').forEach(letter -> text.append((char) letter));
        return text.toString();
    }
}
