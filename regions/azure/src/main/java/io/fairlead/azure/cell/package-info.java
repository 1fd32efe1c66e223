/** Cells of the quorum register in blobs. */
@NullMarked
package io.fairlead.azure.cell;

import org.jspecify.annotations.NullMarked;
