/**
 * The {@code fairlead} command: its start, its verbs' common options, its answers to mistakes. May
 * import everything; starts without a Micronaut context.
 */
@NullMarked
package io.fairlead.cli;

import org.jspecify.annotations.NullMarked;
