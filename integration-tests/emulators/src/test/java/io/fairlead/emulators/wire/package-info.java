/**
 * What requests of content meet on the way: servers that hang up, stay silent or say too little.
 */
@NullMarked
package io.fairlead.emulators.wire;

import org.jspecify.annotations.NullMarked;
