/**
 * Azure Functions: tick, replicate and operate. The only place that knows their triggers,
 * environment and log.
 */
@NullMarked
package io.fairlead.functionapp;

import org.jspecify.annotations.NullMarked;
