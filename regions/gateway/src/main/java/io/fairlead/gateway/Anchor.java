package io.fairlead.gateway;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.StatusRange;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.health.Confirmation;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.ProbeOrder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One neutral place and how to ask it. */
record Anchor(String text, String host, Check check) {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** One lost packet must not blind an observer. */
  private static final Confirmation TWICE =
      new Confirmation(1, 2, Duration.ofMillis(100), Duration.ofMillis(500));

  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");
  private static final TlsExpectation PLATFORM =
      new TlsExpectation(null, null, null, null, Duration.ZERO);

  /** Reads {@code host:port}, {@code [address]:port} or an http(s) URL. */
  static Anchor parse(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      return url(text);
    }
    Matcher matcher = HOST_PORT.matcher(text);
    if (!matcher.matches()) {
      throw unreadable(text);
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new Anchor(text, host, new Check.Tcp(Integer.parseInt(matcher.group(3))));
  }

  /** The order that asks it. Anchors are declared by the operator, so private ones are allowed. */
  ProbeOrder order(@Nullable String from) {
    ProbeTarget target = new ProbeTarget(new Subject.OfRegion("anchor"), text);
    return new ProbeOrder(target, host, check, true, from, TIMEOUT, TWICE);
  }

  private static Anchor url(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException _) {
      throw unreadable(text);
    }
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null) {
      throw unreadable(text);
    }
    boolean secure = uri.getScheme().equals("https");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    Check check =
        new Check.Http(
            uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80,
            "HEAD",
            path + query,
            List.of(new StatusRange(100, 599)),
            null,
            Map.of(),
            secure ? PLATFORM : null,
            0);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Anchor(text, bare, check);
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "anchor '" + text + "' is neither host:port nor an http or https URL");
  }
}
