/** A fleet on the twin: the real cycles and the real adapters of AWS, one function that ticks. */
@NullMarked
package io.fairlead.emulators.world;

import org.jspecify.annotations.NullMarked;
