/**
 * The cycles as a process for one region: the loop, its wake-ups, and what it serves: metrics,
 * health, status.
 */
@NullMarked
package io.fairlead.cli.run;

import org.jspecify.annotations.NullMarked;
