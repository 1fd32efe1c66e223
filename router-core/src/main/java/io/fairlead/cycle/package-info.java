/** The use cases: each cycle is one straight line from observing over deciding to acting. */
@NullMarked
package io.fairlead.cycle;

import org.jspecify.annotations.NullMarked;
