/** Artifact sets in object stores of emulators, and from one cloud to the other. */
@NullMarked
package io.fairlead.emulators.artifact;

import org.jspecify.annotations.NullMarked;
