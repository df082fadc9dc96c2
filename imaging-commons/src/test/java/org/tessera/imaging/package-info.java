/** The imaging commons under test. Component tests share one start of the service on real servers. */
@NullMarked
package org.tessera.imaging;

import org.jspecify.annotations.NullMarked;
