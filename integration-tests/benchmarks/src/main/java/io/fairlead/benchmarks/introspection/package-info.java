/** How many tokens a region's endpoint looks up, and how soon a revocation is seen elsewhere. */
@NullMarked
package io.fairlead.benchmarks.introspection;

import org.jspecify.annotations.NullMarked;
