/**
 * The authoritative DNS server of an edge, on UDP and TCP: weighted answers under the published
 * semantics of Route 53. dnsjava does the wire format.
 */
@NullMarked
package io.fairlead.local.dns;

import org.jspecify.annotations.NullMarked;
