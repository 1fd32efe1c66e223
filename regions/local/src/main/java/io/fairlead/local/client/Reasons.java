package io.fairlead.local.client;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

/** Says in a few words why a call failed. */
final class Reasons {
  private static final int MAX_DEPTH = 8;

  private Reasons() {}

  static String of(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; depth < MAX_DEPTH && at != null; depth++) {
      if (at instanceof HttpTimeoutException) {
        return "timed out";
      }
      if (at instanceof ConnectException && at.getMessage() != null) {
        return at.getMessage();
      }
      if (at.getCause() == null) {
        return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
      }
      at = at.getCause();
    }
    return failure.getClass().getSimpleName();
  }
}
