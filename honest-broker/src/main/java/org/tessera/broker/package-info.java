@NullMarked
package org.tessera.broker;

import org.jspecify.annotations.NullMarked;
