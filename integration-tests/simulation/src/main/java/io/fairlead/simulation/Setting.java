package io.fairlead.simulation;

import io.fairlead.fleet.Fleet;

/**
 * What a world is made of.
 *
 * @param fenced whether a move of an address checks the holder it expects
 */
record Setting(Fleet fleet, long seed, boolean fenced) {}
