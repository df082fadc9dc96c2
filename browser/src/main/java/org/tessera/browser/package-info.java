/** A headless Chromium for tests of pages. It is driven as a person would use it, and kept from going anywhere by itself. */
@NullMarked
package org.tessera.browser;

import org.jspecify.annotations.NullMarked;
