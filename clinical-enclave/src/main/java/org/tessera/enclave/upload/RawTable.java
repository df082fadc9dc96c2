package org.tessera.enclave.upload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
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
import org.tessera.contracts.UploadBounds;
import org.tessera.envelope.Digests;

/**
 * A table as it was sent, every cell a text, nothing believed yet.
 *
 * @param digest "sha256:..." of its bytes
 * @param header the first line
 * @param rows the others
 */
record RawTable(String digest, List<String> header, List<List<String>> rows) {
    /** Largest table, bytes; it is read and checked in memory, beside everything else that the enclave does. */
    static final int MOST_BYTES = 12 << 20;

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

    /**
     * Reads at most {@link #MOST_BYTES} of UTF-8 CSV as it comes, never the whole in one piece beside its rows; an archive is
     * refused before anything is parsed.
     */
    static RawTable read(InputStream content) throws Unreadable, IOException {
        var digest = Digests.sha256();
        List<List<String>> lines;
        try (var in = new BufferedInputStream(new Bounded(new DigestInputStream(content, digest)))) {
            var begin = peek(in);
            if (isArchive(begin)) {
                throw new Unreadable("table-unreadable", "The content is an archive, not a table.");
            }
            in.skipNBytes(hasByteOrderMark(begin) ? begin.length : 0);
            lines = parse(in);
        } catch (TooManyBytes e) {
            throw new Unreadable("table-too-large", "The table is larger than 12 MiB.");
        }
        if (lines.isEmpty()) {
            throw new Unreadable("table-unreadable", "The table is empty.");
        }
        return new RawTable(
                "sha256:" + HexFormat.of().formatHex(digest.digest()),
                lines.getFirst(),
                lines.subList(1, lines.size()));
    }

    private static byte[] peek(InputStream in) throws IOException {
        in.mark(3);
        var begin = in.readNBytes(3);
        in.reset();
        return begin;
    }

    private static boolean isArchive(byte[] begin) {
        return begin.length >= 2
                && ((begin[0] == 0x1f && begin[1] == (byte) 0x8b) || (begin[0] == 'P' && begin[1] == 'K'));
    }

    private static List<List<String>> parse(InputStream in) throws Unreadable, IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var lines = new ArrayList<List<String>>();
        try (var reader = new InputStreamReader(in, decoder);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(reader)) {
            for (var line : csv) {
                if (lines.size() > UploadBounds.MOST_ROWS) {
                    throw new Unreadable("table-too-large", "The table has more than 50,000 rows.");
                }
                if (line.getFields().stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
                    throw new Unreadable("table-too-large", "A cell is longer than 1024 characters.");
                }
                lines.add(line.getFields());
            }
        } catch (CharacterCodingException | CsvParseException e) {
            throw new Unreadable("table-unreadable", "The content is not CSV in UTF-8.");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof TooManyBytes tooMany) {
                throw tooMany;
            }
            throw new Unreadable("table-unreadable", "The content is not CSV in UTF-8.");
        }
        return lines;
    }

    private static boolean hasByteOrderMark(byte[] begin) {
        return begin.length == 3 && begin[0] == (byte) 0xef && begin[1] == (byte) 0xbb && begin[2] == (byte) 0xbf;
    }

    private static final class TooManyBytes extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Gives {@link #MOST_BYTES} and then an error. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var n = super.read(buffer, offset, length);
            left -= Math.max(n, 0);
            if (left < 0) {
                throw new TooManyBytes();
            }
            return n;
        }
    }
}
