/**
 * What crosses a border between the domains and nothing else: one record and one JSON Schema per message version, and
 * {@code channels.yaml}, the single list of who may write and read what.
 */
@NullMarked
package org.tessera.contracts;

import org.jspecify.annotations.NullMarked;
