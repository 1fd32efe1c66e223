/** Local regions: from a topology to the edges' settings and to the ports that reach them. */
@NullMarked
package io.fairlead.wiring.local;

import org.jspecify.annotations.NullMarked;
