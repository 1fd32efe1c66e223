/**
 * Health: probe outcomes, streaks, loss counts, majorities, verdicts and damping, all pure. Imports
 * {@code java.*} and the fleet.
 */
@NullMarked
package io.fairlead.health;

import org.jspecify.annotations.NullMarked;
