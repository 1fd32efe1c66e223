/** {@code fairlead edge}: the local region's cloud as one server. It decides nothing. */
@NullMarked
package io.fairlead.local.edge;

import org.jspecify.annotations.NullMarked;
