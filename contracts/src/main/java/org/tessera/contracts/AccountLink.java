package org.tessera.contracts;

/**
 * A one-time code of the enclave, entered by an account of the commons.
 *
 * @param code the code
 * @param account subject of the commons account that entered it
 */
public record AccountLink(String code, String account) implements Payload {}
