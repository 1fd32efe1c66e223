/**
 * The records that an edge serves: its store with the epoch fence, their JSON form, and the traffic
 * director over several edges.
 */
@NullMarked
package io.fairlead.local.zone;

import org.jspecify.annotations.NullMarked;
