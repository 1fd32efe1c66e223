/** How long it takes functions in AWS to take a dark region out. */
@NullMarked
package io.fairlead.benchmarks.dark;

import org.jspecify.annotations.NullMarked;
