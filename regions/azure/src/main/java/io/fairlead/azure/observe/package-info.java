/** Observation entries in blobs. */
@NullMarked
package io.fairlead.azure.observe;

import org.jspecify.annotations.NullMarked;
