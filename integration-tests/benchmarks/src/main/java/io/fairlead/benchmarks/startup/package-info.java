/** How long a short verb takes from a cold start, the launcher's checks included. */
@NullMarked
package io.fairlead.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
