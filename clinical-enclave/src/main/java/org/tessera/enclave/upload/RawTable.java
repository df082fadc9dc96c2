package org.tessera.enclave.upload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tessera.envelope.Digests;

/**
 * A table as it was sent, every cell a text, nothing believed yet.
 *
 * @param digest "sha256:..." of its bytes
 * @param header the first line
 * @param rows the others
 */
record RawTable(String digest, List<String> header, List<List<String>> rows) {
    /** Largest table, bytes. */
    static final int MOST_BYTES = 64 << 20;

    private static final int MOST_ROWS = 1_000_000;
    private static final int LONGEST_CELL = 1024;

    /** Copies the lists. */
    RawTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** The text is no table that anybody should look at. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        Unreadable(String code, String sentence) {
            super(sentence);
            this.refusal = new Refusal(code, sentence);
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** Reads at most {@link #MOST_BYTES} of UTF-8 CSV; archives, bombs and binary are refused before anything is parsed. */
    static RawTable read(InputStream content) throws Unreadable, IOException {
        var digest = Digests.sha256();
        byte[] bytes;
        try (var in = new DigestInputStream(content, digest)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new Unreadable("table-too-large", "The table is larger than 64 MiB.");
        }
        if (isArchive(bytes)) {
            throw new Unreadable("table-unreadable", "The content is an archive, not a table.");
        }
        var lines = parse(bytes);
        if (lines.isEmpty()) {
            throw new Unreadable("table-unreadable", "The table is empty.");
        }
        return new RawTable(
                "sha256:" + HexFormat.of().formatHex(digest.digest()),
                lines.getFirst(),
                lines.subList(1, lines.size()));
    }

    private static boolean isArchive(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) || (bytes[0] == 'P' && bytes[1] == 'K'));
    }

    private static List<List<String>> parse(byte[] bytes) throws Unreadable, IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var start = hasByteOrderMark(bytes) ? 3 : 0;
        var lines = new ArrayList<List<String>>();
        try (var reader = new InputStreamReader(new ByteArrayInputStream(bytes, start, bytes.length - start), decoder);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(reader)) {
            for (var line : csv) {
                if (lines.size() > MOST_ROWS) {
                    throw new Unreadable("table-too-large", "The table has more than a million rows.");
                }
                if (line.getFields().stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
                    throw new Unreadable("table-too-large", "A cell is longer than 1024 characters.");
                }
                lines.add(line.getFields());
            }
        } catch (CharacterCodingException | CsvParseException e) {
            throw new Unreadable("table-unreadable", "The content is not CSV in UTF-8.");
        } catch (UncheckedIOException e) {
            throw new Unreadable("table-unreadable", "The content is not CSV in UTF-8.");
        }
        return lines;
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }
}
