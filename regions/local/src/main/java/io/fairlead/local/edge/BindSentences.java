package io.fairlead.local.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what the system says when an address cannot be had into what to do about it. */
public final class BindSentences {
  private static final String LOOPBACK_PREFIX = "127.";

  private BindSentences() {}

  static EdgeProblem problem(String what, InetSocketAddress at, IOException cause) {
    return new EdgeProblem(sentence(what, at, cause.getMessage()), cause);
  }

  /**
   * One sentence for people.
   *
   * @param what wanted to listen, such as {@code the edge's DNS}
   * @param said the system's words
   */
  public static String sentence(String what, InetSocketAddress at, @Nullable String said) {
    InetAddress address = at.getAddress();
    String host = address == null ? at.getHostString() : address.getHostAddress();
    String where = what + " cannot listen on " + host + " port " + at.getPort() + ": ";
    String reason = said == null ? "" : said.toLowerCase(Locale.ROOT);
    if (reason.contains("assign requested address")) {
      String add =
          host.startsWith(LOOPBACK_PREFIX)
              ? "; on macOS this adds it: sudo ifconfig lo0 alias " + host
              : "; add it to an interface, or name one that this machine has";
      return where + "this machine has no address " + host + add;
    }
    if (reason.contains("in use")) {
      return where + "another process uses it; stop that one, or choose another port";
    }
    if (reason.contains("permission denied")) {
      return where + "ports below 1024 need privileges; choose a higher one";
    }
    return where + (address == null ? host + " is not known to this machine" : said);
  }
}
