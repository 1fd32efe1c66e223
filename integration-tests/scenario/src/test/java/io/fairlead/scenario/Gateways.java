package io.fairlead.scenario;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real gateways as a user configures them; each answers every request with its own name. */
final class Gateways {
  /** Port of plain HTTP. */
  static final int PLAIN = 8080;

  /** Port of TLS. */
  static final int SECURE = 8443;

  private final Path folder;
  private final Certificate certificate;

  Gateways(Path folder, Certificate certificate) {
    this.folder = folder;
    this.certificate = certificate;
  }

  /** HAProxy on one address; whom it refuses can be changed while it runs. */
  Actor haproxy(String name, String address) {
    return bound(
        name,
        "bind %s:%d\n  bind %s:%d ssl crt %s strict-sni"
            .formatted(address, PLAIN, address, SECURE, certificate.both()));
  }

  /** HAProxy as the load balancer of a region that has no floating address. */
  Actor loadBalancer(String name, String address) {
    return bound(name, "bind %s:%d".formatted(address, PLAIN));
  }

  private Actor bound(String name, String binds) {
    Refusals.files(folder, name);
    String text =
        """
        global
          stats socket %1$s/%2$s.sock mode 600 level admin
        defaults
          mode http
          timeout connect 1s
          timeout client 60s
          timeout server 60s
          timeout tarpit 60s
        frontend gateway
          %3$s
          tcp-request connection reject if { src -f %1$s/%2$s.closed }
          http-request tarpit if { src -f %1$s/%2$s.silent }
          http-request return status 200 content-type text/plain string "%2$s"
        """
            .formatted(folder, name, binds);
    Path file = written(name + ".cfg", text);
    return start(name, Part.HAPROXY, "-db", "-f", file.toString());
  }

  /**
   * nginx on one address, plain and TLS; it knows one server name and shakes no hand for others.
   */
  Actor nginx(String name, String address) {
    StringBuilder text = new StringBuilder("daemon off; master_process off; pid ");
    text.append(folder).append('/').append(name).append(".pid;\n");
    text.append("events {}\nhttp { access_log off;\n");
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      text.append("%s_temp_path %s/%s-%s;\n".formatted(kind, folder, name, kind));
    }
    text.append(
        """
        server { listen %1$s:%2$d; location / { return 200 "%3$s"; } }
        server { listen %1$s:%4$d ssl default_server; ssl_reject_handshake on; }
        server { listen %1$s:%4$d ssl; server_name secure.demo.test;
          ssl_certificate %5$s; ssl_certificate_key %6$s; location / { return 200 "%3$s"; } }
        }
        """
            .formatted(address, PLAIN, name, SECURE, certificate.certificate(), certificate.key()));
    Path file = written(name + ".conf", text.toString());
    String errors = folder.resolve(name + ".err").toString();
    return start(name, Part.NGINX, "-p", folder.toString(), "-c", file.toString(), "-e", errors);
  }

  /** Envoy on one address, plain only. */
  Actor envoy(String name, String address) {
    String types = "type.googleapis.com/envoy.extensions.filters";
    String text =
        """
        static_resources:
          listeners:
          - address: {socket_address: {address: %1$s, port_value: %2$d}}
            filter_chains:
            - filters:
              - name: http
                typed_config:
                  "@type": %4$s.network.http_connection_manager.v3.HttpConnectionManager
                  stat_prefix: gateway
                  route_config:
                    virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes:
                      - match: {prefix: /}
                        direct_response: {status: 200, body: {inline_string: "%3$s"}}
                  http_filters:
                  - name: router
                    typed_config: {"@type": %4$s.http.router.v3.Router}
        """
            .formatted(address, PLAIN, name, types);
    Path file = written(name + ".yaml", text);
    return start(
        name,
        Part.ENVOY,
        "-c",
        file.toString(),
        "--concurrency",
        "1",
        "--disable-hot-restart",
        "-l",
        "warn");
  }

  private Actor start(String name, Part part, String... arguments) {
    List<String> words = new java.util.ArrayList<>(List.of(Parts.program(part).toString()));
    words.addAll(List.of(arguments));
    return Actor.start(name, folder, new Actor.Command(words));
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
