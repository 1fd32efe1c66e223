/** One class a verb: its options, and the few lines that carry it out. */
@NullMarked
package io.fairlead.cli.verb;

import org.jspecify.annotations.NullMarked;
