package org.tessera.enclave.omop;

/**
 * A row that was not loaded.
 *
 * @param file name in the bundle
 * @param line 1-based line on which the row starts
 * @param reason what is wrong; never the content of a cell
 */
public record RowError(String file, long line, String reason) {}
