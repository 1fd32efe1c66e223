package io.fairlead.gateway.net;

import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** Reads the platform's exceptions: what they say about the server, in words for people. */
public final class ConnectionFaults {
  private ConnectionFaults() {}

  /** Whether the server's host answered that nothing listens there. */
  public static boolean refused(IOException fault) {
    return fault instanceof ConnectException && message(fault).contains("refused");
  }

  /**
   * Whether the fault lies on this machine, so that it says nothing about the server: no file
   * handle left, a source address that is not ours, no free port, no route of this machine to the
   * network, as for IPv6 where there is only IPv4.
   */
  public static boolean local(IOException fault) {
    String message = message(fault);
    return fault instanceof BindException
        || message.contains("too many open files")
        || message.contains("cannot assign requested address")
        || message.contains("network is unreachable")
        || message.contains("no buffer space");
  }

  /** One phrase for people; never text that the server sent. */
  public static String phrase(IOException fault) {
    String message = message(fault);
    if (refused(fault)) {
      return "refused";
    }
    if (message.contains("reset") || message.contains("broken pipe")) {
      return "connection reset by the server";
    }
    if (message.contains("network is unreachable")) {
      return "network unreachable";
    }
    if (fault instanceof NoRouteToHostException || message.contains("no route")) {
      return "no route to host";
    }
    return "connection failed (" + message + ")";
  }

  private static String message(IOException fault) {
    return FaultWords.of(fault).toLowerCase(Locale.ROOT).strip();
  }
}
