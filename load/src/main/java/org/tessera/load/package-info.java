/**
 * Load: many researchers, each with accounts and a project of her own, walk a mixed journey in the local world at the same
 * time. Gatling plays them and measures; this package prepares their accounts, watches the memory and writes the report.
 */
@NullMarked
package org.tessera.load;

import org.jspecify.annotations.NullMarked;
