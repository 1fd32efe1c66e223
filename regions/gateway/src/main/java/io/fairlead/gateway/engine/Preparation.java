package io.fairlead.gateway.engine;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What an attempt needs before it connects. */
sealed interface Preparation {
  /**
   * All is there.
   *
   * @param address the address that was checked and is connected to
   * @param context trust and client certificate; absent without TLS
   */
  record Ready(InetAddress address, @Nullable SSLContext context) implements Preparation {}

  /** The attempt ends before it connects. */
  record Failed(AttemptEnd end) implements Preparation {}
}
