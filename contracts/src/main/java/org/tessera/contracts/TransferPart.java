package org.tessera.contracts;

/**
 * One part of a large content. All parts of a transfer arrive before the message that carries its {@link Transfer}.
 *
 * @param transferId the content it belongs to
 * @param index 0-based position
 * @param data base64 of the plain chunk, or the compact JWE of a padded chunk where the channel is sealed
 */
public record TransferPart(TransferId transferId, int index, String data) implements Payload {}
