/** Which address a probe may connect to, and how a failed connection is told to people. */
@NullMarked
package io.fairlead.gateway.net;

import org.jspecify.annotations.NullMarked;
