/**
 * Says what would help a cohort that is not representative: which categories drive its distance, the fewest persons whose
 * addition brings it under a target, and the sample of it that comes nearest. Counts only; which persons is not its matter.
 */
@NullMarked
package org.tessera.representativeness.advice;

import org.jspecify.annotations.NullMarked;
