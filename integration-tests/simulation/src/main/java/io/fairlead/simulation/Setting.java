package io.fairlead.simulation;

import io.fairlead.fleet.Fleet;

/**
 * What a world is made of.
 *
 * @param fenced whether a move of an address checks the holder it expects
 * @param variant the code as it is, or with one bug planted
 */
record Setting(Fleet fleet, long seed, boolean fenced, Variant variant) {}
