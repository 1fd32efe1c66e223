package io.fairlead.wiring.topology;

/**
 * Where the edge of a local region listens.
 *
 * @param dns UDP and TCP
 * @param http its cell, flags, observation entries and relays
 */
public record Edge(HostPort dns, HostPort http) {}
