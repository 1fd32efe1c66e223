/** The twin's Microsoft.Network: public IPs and what they sit on. */
@NullMarked
package io.fairlead.emulators.twin.arm.network;

import org.jspecify.annotations.NullMarked;
