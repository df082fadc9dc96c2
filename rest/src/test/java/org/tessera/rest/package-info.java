/** Tests of what every service answers identically, on real servers, with one small feature made for them. */
@NullMarked
package org.tessera.rest;

import org.jspecify.annotations.NullMarked;
