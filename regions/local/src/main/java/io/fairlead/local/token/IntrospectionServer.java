package io.fairlead.local.token;

import io.fairlead.local.http.QuickServer;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenBook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;

/** The introspection endpoint of one region as a server of its own. */
public final class IntrospectionServer implements AutoCloseable {
  private final Introspection introspection;
  private final QuickServer server;

  private IntrospectionServer(
      InetSocketAddress at, Introspection introspection, InstantSource clock) throws IOException {
    this.introspection = introspection;
    this.server = QuickServer.start(at, introspection::reply, clock);
  }

  /**
   * Listens, and asks for patience until something is known.
   *
   * @throws IOException when the address or port cannot be had
   */
  public static IntrospectionServer start(
      InetSocketAddress at, Callers callers, InstantSource clock) throws IOException {
    return new IntrospectionServer(at, new Introspection(callers, clock), clock);
  }

  /**
   * From now on answers by these.
   *
   * @param readAt when the journal told of these failovers
   */
  public void know(TokenBook book, Takeovers takeovers, Instant readAt) {
    introspection.know(book, takeovers, readAt);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }
}
