/** Archived history in blobs. */
@NullMarked
package io.fairlead.azure.history;

import org.jspecify.annotations.NullMarked;
