/**
 * What a technology gives a fleet, and how it is found: one service provider a technology, so that
 * further clouds come as further jars.
 */
@NullMarked
package io.fairlead.wiring.region;

import org.jspecify.annotations.NullMarked;
