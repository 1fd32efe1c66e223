/** Idle connections on one selector thread. */
@NullMarked
package io.fairlead.gateway.held;

import org.jspecify.annotations.NullMarked;
