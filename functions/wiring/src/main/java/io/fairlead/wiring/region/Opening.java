package io.fairlead.wiring.region;

import io.fairlead.fleet.Cloud;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a fleet's ports.
 *
 * @param by written into what is made, as in {@code anna@host}
 * @param clock wall time, compared with orders' {@code notAfter}
 * @param region whose observer opens them; null = an operator
 * @param passports by which clouds know this process that it does not run in
 */
public record Opening(
    String by, InstantSource clock, @Nullable String region, List<Passport> passports) {
  public Opening {
    passports = List.copyOf(passports);
  }

  /** One without passports. */
  public Opening(String by, InstantSource clock, @Nullable String region) {
    this(by, clock, region, List.of());
  }

  /** An operator. */
  public Opening(String by, InstantSource clock) {
    this(by, clock, null);
  }

  /** The same with these passports. */
  public Opening with(List<Passport> others) {
    return new Opening(by, clock, region, others);
  }

  /** The passport of a cloud; empty where it gave none. */
  public Optional<Passport> passport(Cloud issuer) {
    return passports.stream().filter(each -> each.issuer() == issuer).findFirst();
  }
}
