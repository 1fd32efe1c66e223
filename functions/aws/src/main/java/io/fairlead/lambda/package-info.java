/**
 * AWS Lambda functions: tick, replicate and operate. The only place that knows Lambda's events,
 * environment and log.
 */
@NullMarked
package io.fairlead.lambda;

import org.jspecify.annotations.NullMarked;
