/** How many probes one core makes, beside HAProxy's checks of the same servers. */
@NullMarked
package io.fairlead.benchmarks.probes;

import org.jspecify.annotations.NullMarked;
