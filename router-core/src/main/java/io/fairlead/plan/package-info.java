/**
 * Plans: desired against current, with reasons, and the guard that approves or refuses them. Pure.
 */
@NullMarked
package io.fairlead.plan;

import org.jspecify.annotations.NullMarked;
