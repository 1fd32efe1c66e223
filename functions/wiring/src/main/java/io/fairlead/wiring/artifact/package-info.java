/** Artifact sets as a topology declares them: their stores, sources and keys put together. */
@NullMarked
package io.fairlead.wiring.artifact;

import org.jspecify.annotations.NullMarked;
