package io.fairlead.emulators.twin;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A service's error answer. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient SortedMap<String, String> headers;

  /** An answer with a status, an error code and a message. */
  public Refusal(int status, String code, String message) {
    this(status, code, message, new TreeMap<>());
  }

  /** The same with headers that say more. */
  public Refusal(int status, String code, String message, SortedMap<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** Headers of the answer, beside those that all have. */
  public SortedMap<String, String> headers() {
    return headers;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The error code. */
  public String code() {
    return code;
  }
}
