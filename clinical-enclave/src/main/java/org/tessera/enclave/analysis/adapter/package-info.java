/**
 * Where analysis meets the clinical records and HTTP. Exact results stand in the workspace, for the members of the project;
 * what leaves is made by the releasable sources of {@code disclosure}.
 */
@NullMarked
package org.tessera.enclave.analysis.adapter;

import org.jspecify.annotations.NullMarked;
