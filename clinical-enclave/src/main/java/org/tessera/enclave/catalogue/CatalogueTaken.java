package org.tessera.enclave.catalogue;

/**
 * A version was taken in; cases that are gone from the newest version are withdrawn. Fired inside the transaction.
 *
 * @param version its name
 */
public record CatalogueTaken(String version) {}
