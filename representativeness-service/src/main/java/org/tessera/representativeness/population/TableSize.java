package org.tessera.representativeness.population;

import java.util.List;

/**
 * How large the tables of one upload are, all together: counted line by line while they are read, because what is kept of
 * a large one, and not its bytes, would be more than the service's memory. Two uploads of the largest size fit at once.
 */
public final class TableSize {
    /** Also those that are filled up, and one for each line without text. */
    public static final int MOST_CELLS = 65_000;

    /** Of all cells together. */
    public static final int MOST_CHARACTERS = 2_000_000;

    private long cells;
    private long characters;

    /** Counts one more line; throws {@link ImportRefused} "table-unreadable" when it is too much. */
    void add(List<String> line) {
        cells += Math.max(1, line.size());
        for (String cell : line) {
            characters += cell.length();
        }
        if (cells > MOST_CELLS || characters > MOST_CHARACTERS) {
            throw new ImportRefused(
                    "table-unreadable", "a file has at most 65,000 cells and 2,000,000 characters in them");
        }
    }
}
