/** One reading of a fleet, and what a tick would make of it without touching anything. */
@NullMarked
package io.fairlead.cli.snapshot;

import org.jspecify.annotations.NullMarked;
