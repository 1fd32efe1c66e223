/**
 * JSON of the values that stores keep and commands print: sorted keys, one text for each value,
 * sealed types told apart by {@code kind}. Imports the core and Jackson.
 */
@NullMarked
package io.fairlead.wiring.json;

import org.jspecify.annotations.NullMarked;
