package io.fairlead.wiring.region;

import io.fairlead.fleet.Cloud;

/**
 * What a cloud gives a process that runs in it, by which another cloud knows that process without
 * any stored secret: a token, for an audience, that lives for minutes.
 */
public interface Passport {
  /** Who gives it. */
  Cloud issuer();

  /**
   * A token for an audience. Whoever is given one in exchange keeps that, not this.
   *
   * @throws IllegalStateException one sentence why there is none; it shows no secret
   */
  String token(String audience);
}
