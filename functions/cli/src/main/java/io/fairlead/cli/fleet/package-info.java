/** A fleet opened by a verb, and the names that operators give its parts. */
@NullMarked
package io.fairlead.cli.fleet;

import org.jspecify.annotations.NullMarked;
