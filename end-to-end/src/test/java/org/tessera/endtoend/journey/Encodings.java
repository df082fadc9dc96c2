package org.tessera.endtoend.journey;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.tessera.contracts.Encoding;
import org.tessera.partner.tokens.Encoder;
import org.tessera.partner.tokens.LinkSecretPrf;
import org.tessera.partner.tokens.Person;

/** The encodings that the hospitals of the journey make, made once more from their registers to be looked for. */
final class Encodings {
    private Encodings() {}

    /** Of everybody in those registers, as far as they are there. */
    static Needles of(Scene scene, Path... registers) throws IOException {
        Needles needles = new Needles();
        for (Path register : registers) {
            if (Files.exists(register)) {
                all(scene, register).forEach(bytes -> needles.add("encoding", bytes));
            }
        }
        return needles;
    }

    /** One per person of a register that can be encoded. */
    static List<byte[]> all(Scene scene, Path register) throws IOException {
        Encoder encoder = new Encoder(new LinkSecretPrf(linkSecret(scene)), Clock.systemUTC());
        return Rows.of(register).stream()
                .flatMap(row -> encoder.encode(person(row)).map(Encoding::bytes).stream())
                .toList();
    }

    /** The secret that the hospitals share. */
    static byte[] linkSecret(Scene scene) throws IOException {
        return HexFormat.of()
                .parseHex(Files.readString(scene.own("hospitals").resolve("link-secret.hex"))
                        .strip());
    }

    /** Who stands in a row of a register. */
    static Person person(NamedCsvRecord row) {
        return new Person(
                row.getField("first"),
                row.getField("last"),
                row.getField("birth_date"),
                row.getField("sex"),
                row.getField("ssn"),
                row.getField("zip"));
    }
}
