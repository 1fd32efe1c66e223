/** Benchmark {@code plan}: what it costs to plan a large fleet. */
@NullMarked
package io.fairlead.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
