/**
 * Evacuation flags and the freeze object: the store of one edge, the watch over three, and the port
 * over them.
 */
@NullMarked
package io.fairlead.local.flag;

import org.jspecify.annotations.NullMarked;
