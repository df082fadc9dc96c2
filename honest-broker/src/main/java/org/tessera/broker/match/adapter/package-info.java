/** Match requests at the borders: messages, table, schedule, the operator's view. Nothing here decides. */
@NullMarked
package org.tessera.broker.match.adapter;

import org.jspecify.annotations.NullMarked;
