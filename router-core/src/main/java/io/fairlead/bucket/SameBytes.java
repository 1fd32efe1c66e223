package io.fairlead.bucket;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ObjectBucket.Small;
import io.fairlead.port.Reading;
import java.util.Arrays;
import java.util.Optional;

/** What was to be created and says the same whoever writes it may be there already. */
final class SameBytes {
  private SameBytes() {}

  /**
   * How creating it ended, once what is there was read.
   *
   * @param kept the answer to the creation: a conflict, or unknown
   * @param place as a person is told of other bytes there
   */
  static ApplyOutcome settled(
      ApplyOutcome kept, byte[] body, Reading<Optional<Small>> there, String place) {
    return switch (there) {
      case Reading.Unreadable<Optional<Small>>(String why) -> new ApplyOutcome.Unknown(why);
      case Reading.Known<Optional<Small>>(Optional<Small> found) -> {
        if (found.filter(one -> Arrays.equals(one.bytes(), body)).isPresent()) {
          yield new ApplyOutcome.Accepted();
        }
        yield kept instanceof ApplyOutcome.Unknown
            ? kept
            : new ApplyOutcome.Conflict("other bytes in " + place);
      }
    };
  }
}
