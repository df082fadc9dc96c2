package org.tessera.contracts;

/**
 * Says of a large content how many parts it came in and what they hash to; a component of the message that ends the transfer.
 *
 * @param id names the parts
 * @param parts how many parts, at least 0
 * @param digest "sha256:" and the hex SHA-256 of all parts' {@code data} texts, joined in order without a separator
 */
public record Transfer(TransferId id, int parts, String digest) {}
