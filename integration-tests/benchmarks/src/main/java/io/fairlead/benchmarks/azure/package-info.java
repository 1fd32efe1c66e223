/** The adapters of Azure on the twin of Azure Resource Manager: moves of addresses. */
@NullMarked
package io.fairlead.benchmarks.azure;

import org.jspecify.annotations.NullMarked;
