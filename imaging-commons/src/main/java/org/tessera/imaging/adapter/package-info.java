/**
 * What the features' adapters share: plain SQL with COPY, pages, bounds of bodies, the clock that lets deadlines pass,
 * metrics. No rule is here.
 */
@NullMarked
package org.tessera.imaging.adapter;

import org.jspecify.annotations.NullMarked;
