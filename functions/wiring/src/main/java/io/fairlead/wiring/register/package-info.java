/** The register put together for a process: calls side by side, attempt ids, cells. */
@NullMarked
package io.fairlead.wiring.register;

import org.jspecify.annotations.NullMarked;
