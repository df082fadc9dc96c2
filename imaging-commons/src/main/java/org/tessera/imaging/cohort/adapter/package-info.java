/**
 * The cohorts' outside: HTTP endpoints, tables, messages. Nothing here decides.
 */
@NullMarked
package org.tessera.imaging.cohort.adapter;

import org.jspecify.annotations.NullMarked;
