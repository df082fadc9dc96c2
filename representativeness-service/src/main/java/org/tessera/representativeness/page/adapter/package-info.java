/** The page for researchers: static files in {@code META-INF/resources/page}, and who a request of the page is. */
@NullMarked
package org.tessera.representativeness.page.adapter;

import org.jspecify.annotations.NullMarked;
