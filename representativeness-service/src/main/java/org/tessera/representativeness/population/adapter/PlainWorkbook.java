package org.tessera.representativeness.population.adapter;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.TableSize;

/**
 * A copy of a workbook with what tables are made of, and nothing else. The library that reads workbooks trusts them: it keeps
 * every name and text, works out formulas, and reads folders of any size. So it is given the cells' values and formats only,
 * in a folder of our own making, bounded while they are copied.
 */
final class PlainWorkbook {
    /** All parts together; 65,000 cells have some 3 MB. */
    private static final long LARGEST_UNPACKED = 8L << 20;
    /** Bytes between two tags; a cell of Excel has 32,767 characters. */
    private static final int LONGEST_PIECE = 1 << 18;

    private static final int MOST_PARTS = 1_000;
    private static final int MOST_NAMES = 2_000;
    private static final int DEEPEST = 50;
    /** Sheets, formats and the like, of each name. */
    private static final int MOST_OTHERS = 10_000;

    /**
     * Roots of the parts that tables are made of. The library finds them by their types, whatever their names. Charts, comments
     * and what others put in have roots of their own, and cells that are none.
     */
    private static final Set<String> ROOTS =
            Set.of("Types", "Relationships", "workbook", "styleSheet", "sst", "worksheet");

    private static final Set<String> OF_CELLS = Set.of("row", "c", "v", "is", "si", "t", "r", "rPh");
    private static final Set<String> OTHERS = Set.of(
            "Types",
            "Override",
            "Relationships",
            "Relationship",
            "workbook",
            "workbookPr",
            "sheets",
            "sheet",
            "styleSheet",
            "numFmts",
            "numFmt",
            "cellXfs",
            "xf",
            "sst",
            "worksheet",
            "sheetData");
    private static final Set<String> ATTRIBUTES = Set.of(
            "r",
            "s",
            "t",
            "Id",
            "Target",
            "name",
            "sheetId",
            "numFmtId",
            "formatCode",
            "PartName",
            "ContentType",
            "date1904");

    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    /** The library fills a row up to its last cell; the last column of a sheet is XFD. */
    private static final Pattern CELL =
            Pattern.compile("(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])[1-9][0-9]{0,6}");

    // Of one workbook: a factory keeps the names of everything that it has read.
    private final XMLInputFactory reading = withoutEntities();
    private final XMLOutputFactory writing = XMLOutputFactory.newDefaultFactory();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> elements = new HashMap<>();
    private long unpacked;
    private long characters;
    private @Nullable Unreadable refusal;

    /** What is no workbook of tables; the sentence is for its sender. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Unreadable(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** The copy, as another workbook; throws {@link Unreadable}, or what reading a folder throws. */
    byte[] of(byte[] file) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (ZipArchiveInputStream from = new ZipArchiveInputStream(new ByteArrayInputStream(file));
                ZipOutputStream to = new ZipOutputStream(plain)) {
            int parts = 0;
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                if (++parts > MOST_PARTS) {
                    throw new Unreadable("a workbook has at most 1,000 parts");
                }
                if (part.getMethod() != ZipEntry.STORED && part.getMethod() != ZipEntry.DEFLATED) {
                    // Others take as much memory as their header says.
                    throw new Unreadable("the workbook is packed as no workbook is");
                }
                if (part.getName().endsWith(".xml") || part.getName().endsWith(".rels")) {
                    to.putNextEntry(new ZipEntry(part.getName()));
                    copy(
                            reading.createXMLStreamReader(new Bounded(from, LONGEST_PIECE)),
                            writing.createXMLStreamWriter(to, "UTF-8"));
                }
                // Nothing of what is left is copied, but it counts as unpacked.
                new Bounded(from, LARGEST_UNPACKED).transferTo(OutputStream.nullOutputStream());
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser wraps what its stream throws.
            throw refusal == null ? new Unreadable("the workbook cannot be unpacked") : refusal;
        }
        return plain.toByteArray();
    }

    /** Copies a part that tables are made of; leaves any other at its root. */
    private void copy(XMLStreamReader from, XMLStreamWriter to) throws IOException, XMLStreamException {
        int depth = 0;
        String open = "";
        while (from.hasNext()) {
            switch (from.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw new Unreadable("the workbook is nested more deeply than any");
                    }
                    if (depth == 1 && !ROOTS.contains(from.getLocalName())) {
                        return;
                    }
                    countNames(from);
                    if (isKept(from)) {
                        open = from.getLocalName();
                        start(from, to);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (isKept(from)) {
                        open = "";
                        to.writeEndElement();
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (open.equals("v") || open.equals("t")) {
                        to.writeCharacters(counted(from.getText()));
                    }
                }
                case XMLStreamConstants.CDATA, XMLStreamConstants.DTD ->
                    throw new Unreadable("the workbook has XML that no sheet has");
                default -> {
                    // Comments and the like are not read.
                }
            }
        }
        to.flush();
    }

    private static boolean isKept(XMLStreamReader element) {
        return OF_CELLS.contains(element.getLocalName()) || OTHERS.contains(element.getLocalName());
    }

    /** A parser keeps every name that it meets. */
    private void countNames(XMLStreamReader element) throws Unreadable {
        names.add(element.getPrefix() + ":" + element.getLocalName());
        for (int at = 0; at < element.getAttributeCount(); at++) {
            names.add(element.getAttributePrefix(at) + ":" + element.getAttributeLocalName(at));
        }
        for (int at = 0; at < element.getNamespaceCount(); at++) {
            names.add("xmlns:" + element.getNamespacePrefix(at));
        }
        if (names.size() > MOST_NAMES) {
            throw new Unreadable("the workbook has more names of elements than any");
        }
    }

    private void start(XMLStreamReader from, XMLStreamWriter to) throws IOException, XMLStreamException {
        String element = from.getLocalName();
        if (elements.merge(element, 1, Integer::sum)
                > (OF_CELLS.contains(element) ? TableSize.MOST_CELLS : MOST_OTHERS)) {
            throw new Unreadable("a file has at most 65,000 cells, and 10,000 formats or sheets");
        }
        to.writeStartElement(element);
        for (int at = 0; at < from.getAttributeCount(); at++) {
            String name = from.getAttributeLocalName(at);
            String namespace = from.getAttributeNamespace(at);
            String value = from.getAttributeValue(at);
            if (namespace == null || namespace.isEmpty()) {
                if (element.equals("c")
                        && name.equals("r")
                        && !CELL.matcher(value).matches()) {
                    throw new Unreadable("a cell of the workbook is where no sheet has one");
                }
                if (ATTRIBUTES.contains(name)) {
                    to.writeAttribute(name, counted(value));
                }
            } else if (namespace.equals(RELATIONSHIPS) && name.equals("id")) {
                to.writeNamespace("of", RELATIONSHIPS);
                to.writeAttribute("of", RELATIONSHIPS, name, counted(value));
            }
        }
    }

    private String counted(String text) throws Unreadable {
        characters += text.length();
        if (characters > 2L * TableSize.MOST_CHARACTERS) {
            throw new Unreadable("a file has at most 2,000,000 characters in its cells");
        }
        return text;
    }

    /** Reads no document type, and so no entity; by the parser that the library has, so that both read the same. */
    private static XMLInputFactory withoutEntities() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Counts what is unpacked, and how much comes without a tag, which a parser keeps as a whole. */
    private final class Bounded extends FilterInputStream {
        private final long longestPiece;
        private long piece;

        Bounded(InputStream in, long longestPiece) {
            super(in);
            this.longestPiece = longestPiece;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            for (int at = offset; at < offset + n; at++) {
                piece = buffer[at] == '<' ? 0 : piece + 1;
                if (piece > longestPiece) {
                    throw refused("a cell of the workbook has more text than any");
                }
            }
            unpacked += Math.max(0, n);
            if (unpacked > LARGEST_UNPACKED) {
                throw refused("the workbook unpacks to more than 8 MiB");
            }
            return n;
        }

        private Unreadable refused(String sentence) {
            refusal = new Unreadable(sentence);
            return refusal;
        }

        /** The folder goes on behind this part. */
        @Override
        public void close() {
            // the folder is closed by who opened it
        }
    }
}
