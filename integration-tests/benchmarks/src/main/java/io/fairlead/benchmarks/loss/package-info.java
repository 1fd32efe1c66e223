/**
 * Loss study: what packet loss does to verdicts, under virtual time, with the real opinions,
 * majorities and verdicts of the core.
 */
@NullMarked
package io.fairlead.benchmarks.loss;

import org.jspecify.annotations.NullMarked;
