/** What every benchmark says about its machine and its samples. */
@NullMarked
package io.fairlead.benchmarks.report;

import org.jspecify.annotations.NullMarked;
