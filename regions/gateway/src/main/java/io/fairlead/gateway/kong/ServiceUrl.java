package io.fairlead.gateway.kong;

import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The shorthand {@code url} of services, which Kong takes and never answers. */
final class ServiceUrl {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private ServiceUrl() {}

  /** Writes the four fields that it stands for, as Kong does. */
  static void expand(ObjectNode service) {
    JsonNode url = service.remove("url");
    if (url == null || url.isNull()) {
      return;
    }
    URI uri = parsed(url.asString(""), service);
    String protocol = uri.getScheme();
    service.put("protocol", protocol).put("host", uri.getHost());
    int standard = "https".equals(protocol) ? HTTPS : HTTP;
    service.put("port", uri.getPort() < 0 ? standard : uri.getPort());
    String path = uri.getRawPath();
    if (path != null && !path.isEmpty()) {
      service.put("path", path);
    }
  }

  private static URI parsed(String url, ObjectNode service) {
    try {
      URI uri = URI.create(url);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // Told below, like a URL without a host.
    }
    throw new IllegalArgumentException(
        "service %s: url '%s' is no URL".formatted(service.path("name").asString(""), url));
  }
}
