/**
 * What functions of every cloud have in common: an invocation and its time, the topology that is
 * read anew, one tick, its line, and whom it tells.
 */
@NullMarked
package io.fairlead.wiring.function;

import org.jspecify.annotations.NullMarked;
