/**
 * The fleet: everything that {@code fairlead.yaml} declares, validated on construction. Imports
 * {@code java.*} only.
 */
@NullMarked
package io.fairlead.fleet;

import org.jspecify.annotations.NullMarked;
