package org.tessera.imaging.catalog;

/**
 * A version was frozen; told inside the transaction that froze it.
 *
 * @param version the version
 */
public record VersionPublished(CatalogueVersions.Published version) {}
