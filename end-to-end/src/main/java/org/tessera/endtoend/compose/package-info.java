/**
 * The world in containers: the files that docker-compose.yml asks for, made once, and the words that bring it up, take it
 * down and prove that its domains cannot reach each other.
 */
@NullMarked
package org.tessera.endtoend.compose;

import org.jspecify.annotations.NullMarked;
