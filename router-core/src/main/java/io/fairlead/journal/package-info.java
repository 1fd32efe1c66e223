/**
 * The journal: the register's state, its epoch, intents with their steps, latches, drains. Values
 * and pure transitions only.
 */
@NullMarked
package io.fairlead.journal;

import org.jspecify.annotations.NullMarked;
