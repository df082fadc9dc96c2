/** The outside of reports: the profile channels, the table, the endpoints. Nothing is decided here. */
@NullMarked
package org.tessera.representativeness.report.adapter;

import org.jspecify.annotations.NullMarked;
