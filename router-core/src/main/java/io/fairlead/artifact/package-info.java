/**
 * Artifact sets: their manifests, what a manifest is checked for before anything of it is believed,
 * who takes which of its objects, and what has to be copied. Values only; may import {@code
 * java.*}.
 */
@NullMarked
package io.fairlead.artifact;

import org.jspecify.annotations.NullMarked;
