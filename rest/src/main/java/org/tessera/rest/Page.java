package org.tessera.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the items, in a stable order
 * @param next value of the parameter {@code after} for the next page, null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {}
