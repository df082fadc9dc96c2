package org.tessera.broker.linkage;

/**
 * Two records whose encodings are alike.
 *
 * @param imaging the imaging record's number in its table
 * @param clinical the clinical record's number in its table
 * @param dice how alike they are, at most 1
 */
public record Likeness(int imaging, int clinical, double dice) {}
