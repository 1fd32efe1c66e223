package io.fairlead.cycle;

import io.fairlead.artifact.SealedEnvelope;
import io.fairlead.artifact.SetId;
import io.fairlead.port.OpeningKeys;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Base64;

/** Gets content back that was sealed for one region. */
record OpenedEnvelope(OpeningKeys keys, SetId id, String region) {
  /** The content, or a sentence that names who may read it. */
  Reading<byte[]> open(SealedEnvelope envelope, String path, Instant deadline) {
    SealedEnvelope.Box box = envelope.boxes().get(region);
    if (box == null) {
      return new Reading.Unreadable<>(
          "it is sealed for %s, and not for %s: publish it again with replication.boxes.%s"
              .formatted(String.join(", ", envelope.boxes().keySet()), region, region));
    }
    byte[] authenticated = SealedEnvelope.authenticated(id, path, region);
    try {
      byte[] wrapped = Base64.getDecoder().decode(box.wrapped());
      byte[] sealed = Base64.getDecoder().decode(box.sealed());
      return switch (keys.unwrap(box.keyId(), wrapped, authenticated, deadline)) {
        case Reading.Unreadable<OpeningKeys.Unwrapped>(String why) -> new Reading.Unreadable<>(why);
        case Reading.Known<OpeningKeys.Unwrapped>(OpeningKeys.Unwrapped key) ->
            key.open(sealed, authenticated)
                .<Reading<byte[]>>map(Reading.Known::new)
                .orElseGet(
                    () -> new Reading.Unreadable<>("it was changed, or sealed for something else"));
      };
    } catch (IllegalArgumentException _) {
      return new Reading.Unreadable<>("its box for " + region + " is not in base64");
    }
  }
}
