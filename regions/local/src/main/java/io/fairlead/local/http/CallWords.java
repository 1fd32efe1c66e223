package io.fairlead.local.http;

import io.fairlead.port.FaultWords;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Says for people why a call over HTTP got no answer. */
public final class CallWords {
  private static final int MAX_DEPTH = 8;

  private CallWords() {}

  /** A few words without the names of classes. */
  public static String of(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      switch (at) {
        case HttpTimeoutException _ -> {
          return "timed out";
        }
        // The platform's client gives no reason where nobody listens at the address.
        case ConnectException refused when refused.getMessage() == null -> {
          return "connection refused";
        }
        case UnknownHostException _, UnresolvedAddressException _ -> {
          return "its name is not known";
        }
        case ConnectException connecting -> {
          return lowered(FaultWords.of(connecting));
        }
        default -> {
          Throwable cause = at.getCause();
          if (cause == null) {
            return FaultWords.of(at);
          }
          at = cause;
        }
      }
    }
    return FaultWords.of(at);
  }

  private static String lowered(String message) {
    return message.equals("Connection refused") ? "connection refused" : message;
  }
}
