/** Tests of the domain, without servers. Fixtures are factory functions. */
@org.jspecify.annotations.NullMarked
package org.tessera.imaging.drs.adapter;
