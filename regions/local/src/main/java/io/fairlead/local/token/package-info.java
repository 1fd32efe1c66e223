/**
 * What tokens need of this machine: keys in files that boxes are sealed and opened with, the keyed
 * digest that tokens are found by, and the endpoint that answers whether one is active. May import
 * the core, and Jackson for answers.
 */
@NullMarked
package io.fairlead.local.token;

import org.jspecify.annotations.NullMarked;
