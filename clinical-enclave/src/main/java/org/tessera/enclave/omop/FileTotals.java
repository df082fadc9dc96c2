package org.tessera.enclave.omop;

import java.util.List;

/**
 * What became of one file of a bundle: {@code rows = accepted + rejected}, always.
 *
 * @param file name in the bundle
 * @param rows rows in it, without the header
 * @param accepted rows that went in
 * @param rejected rows that did not, each with an error
 * @param warnings what was ignored, for example a column that OMOP does not have
 */
public record FileTotals(String file, long rows, long accepted, long rejected, List<String> warnings) {
    public FileTotals {
        warnings = List.copyOf(warnings);
        if (rows != accepted + rejected) {
            throw new IllegalArgumentException("totals of " + file + " do not add up");
        }
    }

    /** A file that the enclave does not read. */
    static FileTotals ignored(String file, String warning) {
        return new FileTotals(file, 0, 0, 0, List.of(warning));
    }
}
