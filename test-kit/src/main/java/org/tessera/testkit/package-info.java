@NullMarked
package org.tessera.testkit;

import org.jspecify.annotations.NullMarked;
