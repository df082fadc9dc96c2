/**
 * What happens by itself: deadlines pass, and the number of requests in each state is shown as a metric. No rule is here, only the clock.
 */
@NullMarked
package org.tessera.imaging.housekeeping;

import org.jspecify.annotations.NullMarked;
