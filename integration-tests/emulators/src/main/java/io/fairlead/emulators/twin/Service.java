package io.fairlead.emulators.twin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One service of the twin. */
public interface Service {
  /** The operation that a request asks for, as IAM names it. */
  String operation(Request request);

  /**
   * Carries a call out.
   *
   * @param asOf reads answer as things were then
   * @throws Refusal as the service refuses
   */
  Reply answer(Call call, Instant asOf);

  /** The body of an error answer. */
  String error(Refusal refusal, String requestId);

  /** An error answer, whole. */
  default Reply refused(Refusal refusal) {
    return new Reply(refusal.status(), error(refusal, "twin"));
  }

  /** How it refuses an access key that it does not know. */
  Refusal stranger();

  /** An answer. */
  @SuppressWarnings("ArrayRecordComponent")
  record Reply(int status, SortedMap<String, String> headers, byte[] body) {
    public Reply {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** An answer in XML. */
    public Reply(int status, String xml) {
      this(
          status,
          new TreeMap<>(java.util.Map.of("Content-Type", "text/xml;charset=UTF-8")),
          xml.getBytes(StandardCharsets.UTF_8));
    }
  }
}
