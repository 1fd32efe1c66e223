/**
 * Many probes on few threads: selector loops, timers, attempts and their confirmation. Everything
 * in a loop is touched by that loop's thread alone.
 */
@NullMarked
package io.fairlead.gateway.engine;

import org.jspecify.annotations.NullMarked;
