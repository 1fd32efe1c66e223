package io.fairlead.parts;

import io.fairlead.parts.Found.Beyond;
import io.fairlead.parts.Found.Present;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks whether a Docker engine answers: where DOCKER_HOST says, else at its usual socket. Whatever
 * DOCKER_HOST says, and whoever listens there, the answer is a value, and comes in time.
 */
final class Engines {
  /** Connecting, asking and answering together. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  private static final String USUAL = "unix:///var/run/docker.sock";
  private static final int TCP_PORT = 2375;

  private Engines() {}

  static Found find() {
    return find(System.getenv().getOrDefault("DOCKER_HOST", ""));
  }

  /**
   * Asks an engine.
   *
   * @param host as DOCKER_HOST has it; blank = the usual socket
   */
  static Found find(String host) {
    String place = host.isBlank() ? USUAL : host;
    FutureTask<Found> asking = new FutureTask<>(() -> ask(place));
    Thread.ofVirtual().name("engine").start(asking);
    try {
      return asking.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // Its interrupt closes the channel.
      asking.cancel(true);
      return new Beyond(
          "no Docker engine: " + place + " gives no answer in " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      return new Beyond("no Docker engine: asking " + place + " was interrupted");
    }
  }

  private static Found ask(String place) {
    try (SocketChannel channel = SocketChannel.open(address(URI.create(place)))) {
      channel.write(
          ByteBuffer.wrap(
              "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(64);
      channel.read(answer);
      String line = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
      String path = URI.create(place).getPath();
      return line.contains(" 200 ")
          ? new Present(Path.of(path.isEmpty() ? "/" : path))
          : new Beyond("no Docker engine: " + place + " answers '" + line.strip() + "'");
    } catch (IOException _) {
      return new Beyond("no Docker engine: nothing answers at " + place);
    } catch (IllegalArgumentException _) {
      // No URI, no host or path in it, or a name that does not resolve.
      return new Beyond("no Docker engine: DOCKER_HOST '" + place + "' leads nowhere");
    }
  }

  private static SocketAddress address(URI host) {
    return "unix".equals(host.getScheme())
        ? UnixDomainSocketAddress.of(Objects.requireNonNullElse(host.getPath(), ""))
        : new InetSocketAddress(host.getHost(), host.getPort() < 0 ? TCP_PORT : host.getPort());
  }
}
