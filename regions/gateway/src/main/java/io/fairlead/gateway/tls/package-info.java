/** Trust, client certificates and what a handshake says about a server's certificate. */
@NullMarked
package io.fairlead.gateway.tls;

import org.jspecify.annotations.NullMarked;
