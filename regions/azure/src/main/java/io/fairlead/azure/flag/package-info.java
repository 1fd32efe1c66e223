/** Evacuation flags and the freeze object in blobs. */
@NullMarked
package io.fairlead.azure.flag;

import org.jspecify.annotations.NullMarked;
