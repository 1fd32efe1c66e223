/** Blobs of one container, each call under a condition and within its time. */
@NullMarked
package io.fairlead.azure.blob;

import org.jspecify.annotations.NullMarked;
