/**
 * What a file may hold, said once: the check, the JSON Schema and the reference are all made from
 * it. Imports {@code io.fairlead.wiring.yaml}; knows nothing of topologies.
 */
@NullMarked
package io.fairlead.wiring.shape;

import org.jspecify.annotations.NullMarked;
