/** Floating addresses as layer 4 relays, and the mover that points them at another node. */
@NullMarked
package io.fairlead.local.relay;

import org.jspecify.annotations.NullMarked;
