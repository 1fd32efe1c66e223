package io.fairlead.wiring.region;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a fleet's ports.
 *
 * @param by written into what is made, as in {@code anna@host}
 * @param clock wall time, compared with orders' {@code notAfter}
 * @param region whose observer opens them; null = an operator
 */
public record Opening(String by, InstantSource clock, @Nullable String region) {
  /** An operator. */
  public Opening(String by, InstantSource clock) {
    this(by, clock, null);
  }
}
