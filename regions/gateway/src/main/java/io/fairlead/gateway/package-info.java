/**
 * Looks at gateways from outside: probes, held connections and the observer's own self-test. May
 * import the router core and the packages below this one; no other adapter.
 */
@NullMarked
package io.fairlead.gateway;

import org.jspecify.annotations.NullMarked;
