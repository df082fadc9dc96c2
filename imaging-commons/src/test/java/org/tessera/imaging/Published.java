package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.Parts;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.Topics;

/** Versions that a test publishes, and what of them stands in the topic. */
final class Published {
    private Published() {}

    static final String AP =
            "{\"viewPosition\":[\"AP\"],\"daysAfterPositiveTest\":{\"min\":0,\"max\":7},\"site\":[\"site-1\"]}";

    /** Publishes a version of its own with n new cases; returns its name. */
    static String version(String prefix, int n) {
        Commons.submit(BundleFixture.cases(prefix, n)).then().statusCode(201);
        String version = "v-" + prefix + UUID.randomUUID().toString().substring(0, 6);
        Commons.publish(version).then().statusCode(201).body("cases", greaterThanOrEqualTo(n));
        return version;
    }

    static List<CatalogueCase> cases(Transfer transfer) throws IOException {
        List<String> parts = Topics.read("commons.catalogue.v1", TransferPart.class).stream()
                .map(Crossed::payload)
                .filter(part -> part.transferId().equals(transfer.id()))
                .map(TransferPart::data)
                .toList();
        assertThat(Parts.digest(parts.iterator())).isEqualTo(transfer.digest());
        Iterator<String> content = parts.iterator();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Parts.join(content, null)), StandardCharsets.UTF_8))) {
            return lines.lines().map(Published::read).toList();
        }
    }

    static CatalogueCase read(String line) {
        try {
            return ContractJson.read(line, CatalogueCase.class);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
