/**
 * YAML as a tree that knows where everything stands, and the problems found in it. Imports
 * snakeyaml-engine's event parser and {@code java.*} only; knows nothing of topologies.
 */
@NullMarked
package io.fairlead.wiring.yaml;

import org.jspecify.annotations.NullMarked;
