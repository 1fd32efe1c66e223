/** The adapters of AWS on the strict twin: moves of addresses, large changes of zones. */
@NullMarked
package io.fairlead.benchmarks.aws;

import org.jspecify.annotations.NullMarked;
