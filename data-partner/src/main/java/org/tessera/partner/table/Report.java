package org.tessera.partner.table;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what became of the rows and says what was left out, by file, line and reason, never by content. After the
 * hundredth complaint about a file only the count goes on.
 */
public final class Report {
    private static final int COMPLAINTS_PER_FILE = 100;
    private static final long PROGRESS_EVERY = 250_000;

    private final PrintWriter out;
    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private final Map<String, Integer> emptied = new HashMap<>();

    /** @param out where complaints and progress go: the standard error of the tool */
    public Report(PrintWriter out) {
        this.out = out;
    }

    /** A row went in. */
    public void accepted(String file) {
        long[] count = count(file);
        count[0]++;
        if ((count[0] + count[1]) % PROGRESS_EVERY == 0) {
            out.printf(Locale.ROOT, "%s: %,d rows ...%n", file, count[0] + count[1]);
            out.flush();
        }
    }

    /** A row stays out. */
    public void refused(String file, long line, String reason) {
        long[] count = count(file);
        count[1]++;
        if (count[1] <= COMPLAINTS_PER_FILE) {
            out.println(file + ", line " + line + ": " + reason);
        } else if (count[1] == COMPLAINTS_PER_FILE + 1) {
            out.println(file + ": further rows are refused without a line each.");
        }
        out.flush();
    }

    /** A cell of a row that goes in stays out. */
    public void emptied(String file, long line, String column, String reason) {
        int cells = emptied.merge(file, 1, Integer::sum);
        if (cells <= COMPLAINTS_PER_FILE) {
            note(file + ", line " + line + ": column \"" + column + "\" is emptied, " + reason + ".");
        } else if (cells == COMPLAINTS_PER_FILE + 1) {
            note(file + ": further cells are emptied without a line each.");
        }
    }

    /** Something worth knowing that stops nothing. */
    public void note(String sentence) {
        out.println(sentence);
        out.flush();
    }

    /** Rows of the file that went in. */
    public long accepted(Object file) {
        return count(String.valueOf(file))[0];
    }

    /** Rows of the file that stayed out. */
    public long refused(String file) {
        return count(file)[1];
    }

    /** One line per file: rows read, taken, refused. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        counts.forEach((file, count) -> text.append(String.format(
                Locale.ROOT,
                "%s: %,d rows read, %,d taken, %,d refused%n",
                file,
                count[0] + count[1],
                count[0],
                count[1])));
        return text.toString();
    }

    private long[] count(String file) {
        return counts.computeIfAbsent(file, name -> new long[2]);
    }
}
