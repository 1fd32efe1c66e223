/** Azure's adapters put together for a topology. */
@NullMarked
package io.fairlead.wiring.azure;

import org.jspecify.annotations.NullMarked;
