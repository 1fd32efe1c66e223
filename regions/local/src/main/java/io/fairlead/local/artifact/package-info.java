/**
 * Artifact sets in folders: a store, a source, a destination with an atomic switch, and a key in a
 * file. Imports the core and the JDK.
 */
@NullMarked
package io.fairlead.local.artifact;

import org.jspecify.annotations.NullMarked;
