/** Every interface to the outside world and the values they exchange, nothing else. */
@NullMarked
package io.fairlead.port;

import org.jspecify.annotations.NullMarked;
