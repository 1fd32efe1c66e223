/** The small part of HTTP/1.1 that a probe speaks: bytes in, bytes out, no sockets. */
@NullMarked
package io.fairlead.gateway.http;

import org.jspecify.annotations.NullMarked;
