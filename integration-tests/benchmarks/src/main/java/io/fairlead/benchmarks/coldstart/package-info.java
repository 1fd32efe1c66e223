/** How long the packaged function takes from nothing to its first probe. */
@NullMarked
package io.fairlead.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
