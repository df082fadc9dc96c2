/**
 * Image files as objects of GA4GH's Data Repository Service 1.5. What is unknown, unpublished or withdrawn is not found, alike.
 */
@NullMarked
package org.tessera.imaging.drs;

import org.jspecify.annotations.NullMarked;
