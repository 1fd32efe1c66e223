package io.fairlead.wiring.region;

import java.time.InstantSource;

/**
 * Who opens a fleet's ports.
 *
 * @param by written into what is made, as in {@code anna@host}
 * @param clock wall time, compared with orders' {@code notAfter}
 */
public record Opening(String by, InstantSource clock) {}
