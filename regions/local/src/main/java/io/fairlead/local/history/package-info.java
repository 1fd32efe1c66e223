/** Archived history: the pages that an edge keeps, and the port over all edges. */
@NullMarked
package io.fairlead.local.history;

import org.jspecify.annotations.NullMarked;
