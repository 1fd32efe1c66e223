/** Databases of a topology: which server a region asks, by which driver. */
@NullMarked
package io.fairlead.wiring.database;

import org.jspecify.annotations.NullMarked;
