/**
 * Observation entries: the entry that an edge keeps for its observer, and the port over all edges.
 */
@NullMarked
package io.fairlead.local.observe;

import org.jspecify.annotations.NullMarked;
