/** The HTTP server of an edge: routing, limits, the bearer token, JSON answers. */
@NullMarked
package io.fairlead.local.http;

import org.jspecify.annotations.NullMarked;
