/** Artifact sets in Blob Storage: blobs under conditions, and content in streams. */
@NullMarked
package io.fairlead.azure.artifact;

import org.jspecify.annotations.NullMarked;
