package io.fairlead.wiring.aws;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.wiring.region.WrongVariable;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Endpoints other than AWS's own, from text such as {@code
 * ec2@eu-west-1=http://127.0.0.1:1234,s3@*=https://s3.example.net,route53=http://127.0.0.1:1235}:
 * those of tests and of private links. A service without a location, or with {@code *}, is meant
 * everywhere.
 */
public final class Endpoints implements AwsAccess.Endpoints {
  /** The environment variable with the text. */
  public static final String VARIABLE = "FAIRLEAD_ENDPOINTS";

  private static final Pattern PART =
      Pattern.compile("([a-z0-9]+)(?:@([a-z0-9-]+|\\*))?=(https?://\\S+)");
  private static final String EVERYWHERE = "*";

  private final Map<String, URI> endpoints;

  private Endpoints(Map<String, URI> endpoints) {
    this.endpoints = Map.copyOf(endpoints);
  }

  /** Those of an environment; AWS's own where it names none. */
  public static AwsAccess.Endpoints of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "");
    return text.isBlank() ? AwsAccess.Endpoints.AWS : parse(text);
  }

  /**
   * Reads the text.
   *
   * @throws WrongVariable when a part has another form
   */
  public static Endpoints parse(String text) {
    Map<String, URI> endpoints = new HashMap<>();
    for (String part : text.split(",")) {
      Matcher found = PART.matcher(part.strip());
      if (!found.matches()) {
        throw wrong(part);
      }
      String location = found.group(2) == null ? EVERYWHERE : found.group(2);
      endpoints.put(found.group(1) + "@" + location, url(part, found.group(3)));
    }
    return new Endpoints(endpoints);
  }

  private static URI url(String part, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Told below: what URI says of it is not for people.
    }
    throw wrong(part);
  }

  private static WrongVariable wrong(String part) {
    return new WrongVariable(
        VARIABLE
            + " needs SERVICE@LOCATION=URL, with ',' between, as in"
            + " ec2@eu-west-1=https://ec2.example.net; found '"
            + part.strip()
            + "'");
  }

  @Override
  public Optional<URI> of(String service, String location) {
    URI here = endpoints.get(service + "@" + location);
    return here != null
        ? Optional.of(here)
        : Optional.ofNullable(endpoints.get(service + "@" + EVERYWHERE));
  }
}
