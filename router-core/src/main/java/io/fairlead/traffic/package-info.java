/**
 * Traffic: shares, weights, capacity water-filling, ramps, record sets and their difference. Pure.
 */
@NullMarked
package io.fairlead.traffic;

import org.jspecify.annotations.NullMarked;
