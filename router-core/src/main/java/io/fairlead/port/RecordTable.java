package io.fairlead.port;

import io.fairlead.port.ObjectBucket.Small;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of limited size under two names, as DynamoDB and Azure Table keep them: written whole,
 * under a condition, and read as last written.
 */
public interface RecordTable {
  /** For people: where it is, as in {@code table fleet-tokens in eu-west-1}. */
  String name();

  /** Bytes that one record has room for. */
  int room();

  /** Reads a record; empty = it is not there. */
  Reading<Optional<Small>> get(Key key, Instant deadline);

  /**
   * Writes a record of at most {@link #room} bytes.
   *
   * @param expected tag of the record that is there; null = none is
   * @return CONFLICT where the condition was not met; UNKNOWN where it may have taken effect
   */
  ApplyOutcome put(Key key, byte[] body, @Nullable String expected, Instant deadline);

  /**
   * What a record is found by.
   *
   * @param row of lower-case letters, digits, dots and dashes; records of one row are kept together
   * @param name of the same, within the row
   */
  record Key(String row, String name) {}
}
