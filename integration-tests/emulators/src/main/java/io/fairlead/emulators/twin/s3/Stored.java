package io.fairlead.emulators.twin.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An object as it is stored.
 *
 * @param headers answered with it: type and metadata
 */
@SuppressWarnings("ArrayRecordComponent")
record Stored(byte[] bytes, SortedMap<String, String> headers) {
  Stored {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** The MD5 of the bytes in quotes, as S3 has it for objects put in one part. */
  String etag() {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
