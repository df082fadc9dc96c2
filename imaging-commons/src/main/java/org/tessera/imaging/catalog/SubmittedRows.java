package org.tessera.imaging.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** Reads a submitted file row by row, under the dictionary's rules. */
public final class SubmittedRows {
    private SubmittedRows() {}

    /** Reads the file of a node and returns how many rows it has, the header aside. */
    public static long read(Path file, Node node, Sink sink) throws IOException {
        return TsvFile.read(file, node, new TsvFile.RowSink() {
            @Override
            public void accept(TsvRow row) throws BadRow, IOException {
                sink.accept(SubmittedRow.of(node, row));
            }

            @Override
            public void refused(long line, String reason) throws IOException {
                sink.refused(line, reason);
            }

            @Override
            public void warned(String sentence) {
                sink.warned(sentence);
            }
        });
    }

    /** Takes what the file holds: each row of it is either accepted or refused. */
    public interface Sink {
        /** A row that keeps the rules. Throws {@link BadRow} when it cannot be loaded all the same. */
        void accept(SubmittedRow row) throws BadRow, IOException;

        /** A row that is not loaded. */
        void refused(long line, String reason) throws IOException;

        /** Something a curator should know that kept no row out. */
        void warned(String sentence);
    }
}
