package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.parts.SelfSigned;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS through a floating address: the node and the client see each other, not the relay. */
class RelayTlsTest {
  private static final String REGION = "eu-west";
  private static final int PORT = 8080;

  /** What the node saw of its client. */
  private record Seen(String serverName, String clientName, String text) {}

  @Test
  void the_server_name_and_both_certificates_pass_untouched(@TempDir Path folder) throws Exception {
    KeyStore node = SelfSigned.store(folder, "orders.demo.test");
    KeyStore caller = SelfSigned.store(folder, "caller");
    try (Edges edges = new Edges(folder.resolve("edges"));
        EdgeClient client = edges.client();
        SSLServerSocket listener =
            listen(Certificates.context(node, caller, "caller"), edges.address(REGION, 11));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Order order =
          new Order(
              "a",
              new Step.MoveAddress(new AddressId(REGION, "front"), null, "gw-1"),
              Instant.now().plusSeconds(60));
      assertThat(new EdgeAddressMover(client).move(List.of(order), Instant.now().plusSeconds(10)))
          .containsExactly(new ApplyOutcome.Accepted());
      Future<Seen> seen = threads.submit(() -> serve(listener));

      SSLContext context = Certificates.context(caller, node, "orders.demo.test");
      try (Socket tcp = new Socket(edges.address(REGION, 100), PORT);
          SSLSocket tls =
              (SSLSocket)
                  context.getSocketFactory().createSocket(tcp, "orders.demo.test", PORT, true)) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("orders.demo.test")));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.getOutputStream().write("order 7\n".getBytes(StandardCharsets.UTF_8));
        tls.getOutputStream().flush();

        assertThat(tls.getSession().getPeerCertificates()[0])
            .isEqualTo(node.getCertificate("orders.demo.test"));
        assertThat(seen.get()).isEqualTo(new Seen("orders.demo.test", "CN=caller", "order 7"));
      }
    }
  }

  private static SSLServerSocket listen(SSLContext context, String host) throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(PORT, 5, InetAddress.getByName(host));
    listener.setNeedClientAuth(true);
    return listener;
  }

  private static Seen serve(SSLServerSocket listener) throws Exception {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      byte[] text = socket.getInputStream().readNBytes("order 7\n".length());
      ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
      SNIHostName name = (SNIHostName) session.getRequestedServerNames().getFirst();
      return new Seen(
          name.getAsciiName(),
          session.getPeerPrincipal().getName(),
          new String(text, StandardCharsets.UTF_8).strip());
    }
  }
}
