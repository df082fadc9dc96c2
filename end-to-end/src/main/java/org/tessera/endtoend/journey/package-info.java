/**
 * The journey of the main job, once, against the real HTTP interfaces and tools, in the words of the people who make it.
 * It asks and reports; it decides nothing and knows no number that the services have to find.
 */
@NullMarked
package org.tessera.endtoend.journey;

import org.jspecify.annotations.NullMarked;
