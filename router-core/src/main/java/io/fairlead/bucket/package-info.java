/**
 * Stores of artifact sets in any object store: which objects there are, and how they are believed.
 * Imports the core and {@code java.*}.
 */
@NullMarked
package io.fairlead.bucket;

import org.jspecify.annotations.NullMarked;
